using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using Vedette.Media.Rtp;
using Vedette.Media.Sources;
using Xunit;

namespace Vedette.Media.Tests.Rtp;

public sealed class ReorderBufferTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);
    private readonly TrackCounters _counters = new();
    private readonly List<int> _handedOn = [];
    private readonly ReorderBuffer _buffer;
    private TimeSpan _now;

    public ReorderBufferTests() => _buffer = new ReorderBuffer(bytes => _handedOn.Add(BinaryPrimitives.ReadInt32BigEndian(bytes)), _counters);

    [Fact]
    public void Overtaken_packets_are_put_back_across_the_wrap_of_the_numbers()
    {
        Take(65533, 65535, 65534, 65538, 65537, 65536);
        Assert.Equal([65533, 65534, 65535, 65536, 65537, 65538], _handedOn);
        Assert.Equal((3, 0, 0), (_counters.Reordered, _counters.Late, _counters.Repeated));
    }

    [Fact]
    public void A_hole_is_given_up_after_a_while_and_who_comes_later_is_late()
    {
        Take(1, 3, 4);
        Assert.Equal([1], _handedOn);
        _now += ReorderBuffer.Patience;
        _buffer.Expire(_now);
        Assert.Equal([1, 3, 4], _handedOn);
        Take(2, 2, 5);
        Assert.Equal([1, 3, 4, 5], _handedOn);
        Assert.Equal((1, 1), (_counters.Late, _counters.Repeated));
    }

    [Fact]
    public void A_hole_is_given_up_when_too_much_waits_behind_it()
    {
        Take([0, .. Enumerable.Range(2, ReorderBuffer.Places)]);
        Assert.Equal([0, .. Enumerable.Range(2, ReorderBuffer.Places)], _handedOn);
    }

    [Fact]
    public void A_sender_that_counts_anew_is_followed_and_a_stray_packet_is_not()
    {
        Take(40000, 40001, 5, 40002);
        Assert.Equal([40000, 40001, 40002], _handedOn);
        Take(7, 8, 9);
        Assert.Equal([40000, 40001, 40002, 8, 9], _handedOn);
    }

    [Fact]
    public void Whatever_comes_nothing_goes_back_and_nothing_that_came_in_time_is_missing()
    {
        // Each packet is displaced by up to 20 places, and some are missing or come twice.
        var journeys = Gen.Choose(0, 100).ListOf(300).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(journeys, Survives));
    }

    [Fact]
    public void Any_numbers_at_all_leave_its_rules_unbroken() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(0, 65535).ListOf(400).ToArbitrary(), numbers =>
        {
            var handedOn = 0;
            var buffer = new ReorderBuffer(_ => handedOn++, new TrackCounters());
            var now = TimeSpan.Zero;
            foreach (var number in numbers)
            {
                now += TimeSpan.FromMilliseconds(number % 50);
                buffer.Take(Packet(number), (ushort)(number % 7 == 0 ? number : number % 1500), now);
                buffer.Expire(now);
                buffer.CheckInvariants();
            }

            buffer.Reset();
            buffer.CheckInvariants();
            buffer.Clear();
            return handedOn <= numbers.Count;
        }));

    private static bool Survives(IReadOnlyList<int> dice)
    {
        // A die of 0 loses the packet, 1 repeats it, others displace it by up to 20.
        var sent = dice.Select((die, number) => (Number: 65400 + number, Place: number + (die % 21), Die: die)).Where(packet => packet.Die != 0 || packet.Number == 65400);
        var arrivals = sent.SelectMany(packet => packet.Die == 1 ? [packet, packet with { Place = packet.Place + 5 }] : new[] { packet })
            .OrderBy(packet => packet.Place).ThenBy(packet => packet.Number).Select(packet => packet.Number).ToList();
        arrivals.Insert(0, 65399);

        var handedOn = new List<int>();
        var buffer = new ReorderBuffer(bytes => handedOn.Add(BinaryPrimitives.ReadInt32BigEndian(bytes)), new TrackCounters());
        var now = TimeSpan.Zero;
        foreach (var number in arrivals)
        {
            now += Step;
            buffer.Take(Packet(number), (ushort)number, now);
            buffer.Expire(now);
            buffer.CheckInvariants();
        }

        buffer.Expire(now + ReorderBuffer.Patience);
        buffer.CheckInvariants();
        return handedOn.SequenceEqual(arrivals.Distinct().Order());
    }

    private static byte[] Packet(int number)
    {
        var packet = new byte[12];
        BinaryPrimitives.WriteInt32BigEndian(packet, number);
        return packet;
    }

    private void Take(params IEnumerable<int> numbers)
    {
        foreach (var number in numbers)
        {
            _now += Step;
            _buffer.Take(Packet(number), (ushort)number, _now);
            _buffer.CheckInvariants();
        }
    }
}
