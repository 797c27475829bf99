using System.Buffers.Binary;

namespace Vedette.Media.Ts;

/// <summary>Which packets carry what: read from the program association and program map sections (ISO/IEC 13818-1 section 2.4.4).</summary>
/// <remarks>Sections are taken from single packets: those of one program fit into one.</remarks>
internal sealed class ProgramMap
{
    private const int AssociationPid = 0;
    private const byte AssociationTable = 0;
    private const byte MapTable = 2;
    private const int None = -1;

    private int _mapPid = None;

    /// <summary>Packets of the video, or -1 while unknown.</summary>
    public int VideoPid { get; private set; } = None;

    /// <summary>Stream type of the video (table 2-34).</summary>
    public byte VideoType { get; private set; }

    /// <summary>Packets of AAC sound, or -1.</summary>
    public int AudioPid { get; private set; } = None;

    /// <summary>Stream type of sound that is left out, or null.</summary>
    public byte? IgnoredAudioType { get; private set; }

    /// <summary>Whether the program's streams are known.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Takes a packet; false when it is no part of the tables.</summary>
    public bool Take(in TsPacket packet)
    {
        if (packet.Pid != AssociationPid && packet.Pid != _mapPid)
        {
            return false;
        }

        if (packet.IsStart && SectionOf(packet.Payload, packet.Pid == AssociationPid ? AssociationTable : MapTable) is { IsEmpty: false } section)
        {
            if (packet.Pid == AssociationPid)
            {
                ReadAssociation(section);
            }
            else
            {
                ReadMap(section);
            }
        }

        return true;
    }

    /// <summary>What stands between the section's header of 8 bytes and its checksum; empty when it is not whole or of another kind.</summary>
    private static ReadOnlySpan<byte> SectionOf(ReadOnlySpan<byte> payload, byte table)
    {
        if (payload.IsEmpty || payload[0] + 1 + 12 > payload.Length)
        {
            return [];
        }

        var section = payload[(1 + payload[0])..];
        var length = BinaryPrimitives.ReadUInt16BigEndian(section[1..]) & 0x0FFF;
        return section[0] == table && length >= 9 && 3 + length <= section.Length ? section[8..(3 + length - 4)] : [];
    }

    private void ReadAssociation(ReadOnlySpan<byte> programs)
    {
        for (; programs.Length >= 4; programs = programs[4..])
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(programs) != 0)
            {
                _mapPid = BinaryPrimitives.ReadUInt16BigEndian(programs[2..]) & 0x1FFF;
                return;
            }
        }
    }

    private void ReadMap(ReadOnlySpan<byte> map)
    {
        if (map.Length < 4)
        {
            return;
        }

        var (video, audio) = (None, None);
        IgnoredAudioType = null;
        var streams = map[Math.Min(map.Length, 4 + (BinaryPrimitives.ReadUInt16BigEndian(map[2..]) & 0x0FFF))..];
        while (streams.Length >= 5)
        {
            var type = streams[0];
            var pid = BinaryPrimitives.ReadUInt16BigEndian(streams[1..]) & 0x1FFF;
            if (video == None && StreamType.IsVideo(type))
            {
                (video, VideoType) = (pid, type);
            }
            else if (audio == None && type == StreamType.AacAdts)
            {
                audio = pid;
            }
            else if (StreamType.IsForeignAudio(type))
            {
                IgnoredAudioType ??= type;
            }

            streams = streams[Math.Min(streams.Length, 5 + (BinaryPrimitives.ReadUInt16BigEndian(streams[3..]) & 0x0FFF))..];
        }

        (VideoPid, AudioPid, IsKnown) = (video, audio, true);
    }
}
