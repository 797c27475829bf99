using System.Net;
using System.Text;
using Vedette.Media.Hls;
using Vedette.Media.Http;
using Vedette.Media.Onvif;
using Vedette.Media.Sources;
using Vedette.Media.Ts;
using Vedette.Media.Units;

namespace Vedette.Fuzzing;

/// <summary>What web servers and other senders offer.</summary>
internal static class ForeignTargets
{
    private static readonly Uri From = new("http://camera.test/live/index.m3u8");

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new FuzzTarget("hls-playlist", input => _ = MediaPlaylist.Read(Encoding.UTF8.GetString(input), From), refusal => refusal is FormatException)
        {
            Seeds =
            [
                "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:17\n#EXT-X-MAP:URI=\"i.mp4\",BYTERANGE=\"8@0\"\n#EXTINF:4.0,\n#EXT-X-BYTERANGE:10@8\na.mp4\n#EXT-X-DISCONTINUITY\n#EXTINF:2,\nb.mp4\n#EXT-X-ENDLIST\n"u8.ToArray(),
                "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=300000,CODECS=\"avc1.4d001e,mp4a.40.2\"\nsmall.m3u8\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n"u8.ToArray(),
            ],
            Words = FuzzTargets.Words("#EXTINF:", "#EXT-X-MAP:URI=\"", "#EXT-X-BYTERANGE:", "#EXT-X-STREAM-INF:BANDWIDTH=", "\n", "@", "1e308", "http://", "//", "\""),
        },
        new FuzzTarget("onvif-xml", ReadDevice, refusal => refusal is OnvifException)
        {
            Seeds =
            [
                """
                <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><tev:PullMessagesResponse xmlns:tev="e"><tev:CurrentTime>2026-11-21T00:00:00Z</tev:CurrentTime>
                <w:NotificationMessage xmlns:w="n"><w:Topic>tns1:RuleEngine/CellMotionDetector/Motion</w:Topic><w:Message><t:Message xmlns:t="t" UtcTime="2026-11-21T00:00:00Z" PropertyOperation="Changed">
                <t:Source><t:SimpleItem Name="Rule" Value="1"/></t:Source><t:Data><t:SimpleItem Name="IsMotion" Value="true"/></t:Data></t:Message></w:Message></w:NotificationMessage></tev:PullMessagesResponse></s:Body></s:Envelope>
                """u8.ToArray(),
                """
                <s:Envelope xmlns:s="s"><s:Body><GetProfilesResponse><Profiles token="p1"><Name>main</Name><VideoEncoderConfiguration token="v"><Encoding>H264</Encoding><Resolution><Width>1920</Width><Height>1080</Height></Resolution>
                <RateControl><FrameRateLimit>25</FrameRateLimit><BitrateLimit>4096</BitrateLimit></RateControl><H264><GovLength>50</GovLength></H264></VideoEncoderConfiguration><PTZConfiguration token="z"><NodeToken>n</NodeToken></PTZConfiguration></Profiles></GetProfilesResponse></s:Body></s:Envelope>
                """u8.ToArray(),
                """
                <s:Envelope xmlns:s="s"><s:Header><RelatesTo>uuid:1</RelatesTo></s:Header><s:Body><ProbeMatches><ProbeMatch><XAddrs>http://192.0.2.7/onvif/device_service</XAddrs><Scopes>onvif://www.onvif.org/name/Yard onvif://www.onvif.org/hardware/X</Scopes></ProbeMatch></ProbeMatches>
                <ContinuousPanTiltVelocitySpace><URI>u</URI><XRange><Min>-1</Min><Max>1</Max></XRange></ContinuousPanTiltVelocitySpace><SystemDateAndTime><UTCDateTime><Time><Hour>1</Hour><Minute>2</Minute><Second>3</Second></Time><Date><Year>2026</Year><Month>1</Month><Day>2</Day></Date></UTCDateTime></SystemDateAndTime></s:Body></s:Envelope>
                """u8.ToArray(),
            ],
            Words = FuzzTargets.Words("<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "<a>", "</a>", "<SimpleItem Name='IsMotion' Value='1'/>", "<Min>1e999</Min>", "<Width>99999999999</Width>", "xmlns:x='y'", "<![CDATA[", "]]>"),
        },
        new FuzzTarget("transport-stream", ReadTransport, refusal => refusal is SourceException) { Words = [[0x47, 0x40, 0, 0x10], [0, 0, 1, 0xE0], [0xFF, 0xF1, 0x50, 0x80]] },
        new FuzzTarget("multipart", ReadMultipart, refusal => refusal is FormatException)
        {
            Seeds = ["--b\r\nContent-Type: image/jpeg\r\nContent-Length: 4\r\n\r\nabcd\r\n--b\r\nContent-Type: image/jpeg\r\n\r\n\u00ff"u8.ToArray()],
            Words = FuzzTargets.Words("Content-Length: ", "\r\n\r\n", "\n\n", "--", "\u00ff\u00d8", "\u00ff\u00d9", "999999999"),
        },
    ];

    /// <summary>An answer of a device, whatever was asked.</summary>
    private static void ReadDevice(byte[] input)
    {
        _ = ProbeMessage.Read(input, IPAddress.Loopback, new HashSet<string> { "uuid:1" });
        var envelope = SoapXml.Parse(input);
        var response = envelope.Elements().SelectMany(body => body.Elements()).FirstOrDefault() ?? envelope;
        _ = DeviceClock.Read(response);
        _ = MessageReader.Read(response).Count;
        _ = ProfileReader.Media(response).Count();
        _ = ProfileReader.Media2(response).Count();
        var spaces = new PtzSpaces(response);
        _ = (spaces.PanTiltSpeeds, spaces.PanTiltPositions, spaces.ZoomSpeeds, spaces.ZoomPositions);
    }

    private static void ReadTransport(byte[] input)
    {
        using var reader = new TsReader(new SourceCounters());
        foreach (var piece in input.Chunk(1316))
        {
            reader.Push(piece);
        }

        reader.Flush();
        while (reader.TryTake(out var unit))
        {
            FuzzTargets.Check(unit.Length <= unit.Rented.Length, "a unit has bytes of its own");
            UnitMemory.Return(unit.Rented);
        }
    }

    private static void ReadMultipart(byte[] input)
    {
        var reader = new MultipartReader();
        for (var at = 0; at < input.Length;)
        {
            var room = reader.Room();
            var count = Math.Min(Math.Min(97, room.Length), input.Length - at);
            input.AsMemory(at, count).CopyTo(room);
            reader.Received(count);
            at += count;
            while (reader.TryTake(out _))
            {
                // Taken is enough.
            }
        }
    }
}
