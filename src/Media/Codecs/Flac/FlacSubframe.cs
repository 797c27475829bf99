using System.Numerics;

namespace Vedette.Media.Codecs.Flac;

/// <summary>Writes one channel of a block (RFC 9639 section 9.2): the best of the five fixed predictors, or the samples as they are.</summary>
internal static class FlacSubframe
{
    private const int SampleBits = 16;
    private const int MostOrder = 4;

    // Parameter 15 is the escape code (section 9.2.7.1).
    private const int MostRiceParameter = 14;

    private const uint Constant = 0;
    private const uint Verbatim = 1;
    private const uint Fixed = 8;

    /// <param name="bits">Where to.</param>
    /// <param name="samples">The channel's samples; they are shifted in place.</param>
    /// <param name="residual">Room for as many numbers.</param>
    public static void Write(BitWriter bits, Span<int> samples, Span<int> residual)
    {
        var wasted = DropWastedBits(samples);
        var width = SampleBits - wasted;
        if (samples.IndexOfAnyExcept(samples[0]) < 0)
        {
            WriteHeader(bits, Constant, wasted);
            bits.Bits((uint)samples[0], width);
            return;
        }

        var order = BestOrder(samples);
        Predict(samples, order, residual);
        var left = residual[order..samples.Length];
        var (parameter, cost) = BestParameter(left);
        if (cost + (order * width) >= (long)samples.Length * width)
        {
            WriteHeader(bits, Verbatim, wasted);
            WriteSamples(bits, samples, width);
            return;
        }

        WriteHeader(bits, Fixed + (uint)order, wasted);
        WriteSamples(bits, samples[..order], width);

        // Section 9.2.7: method 0 (parameters of 4 bits), partition order 0 (one partition).
        bits.Bits(0, 6);
        bits.Bits((uint)parameter, 4);
        foreach (var value in left)
        {
            var folded = Fold(value);
            bits.Unary(folded >> parameter);
            bits.Bits(folded, parameter);
        }
    }

    /// <summary>Section 9.2.2. G.711 leaves the lowest two (µ-law) or three (A-law) bits clear: they are said once for the whole block.</summary>
    private static int DropWastedBits(Span<int> samples)
    {
        var used = 0;
        foreach (var sample in samples)
        {
            used |= sample;
        }

        var wasted = used == 0 ? 0 : BitOperations.TrailingZeroCount(used);
        for (var i = 0; wasted > 0 && i < samples.Length; i++)
        {
            samples[i] >>= wasted;
        }

        return wasted;
    }

    private static void WriteHeader(BitWriter bits, uint type, int wasted)
    {
        bits.Bits(type, 7);
        bits.Bits(wasted > 0 ? 1u : 0, 1);
        if (wasted > 0)
        {
            bits.Unary((uint)wasted - 1);
        }
    }

    private static void WriteSamples(BitWriter bits, ReadOnlySpan<int> samples, int width)
    {
        foreach (var sample in samples)
        {
            bits.Bits((uint)sample, width);
        }
    }

    /// <summary>The order whose residual is smallest in sum; all five are differences of the one before.</summary>
    private static int BestOrder(ReadOnlySpan<int> samples)
    {
        Span<long> sums = stackalloc long[MostOrder + 1];
        Span<int> before = stackalloc int[MostOrder];
        for (var i = 0; i < samples.Length; i++)
        {
            var difference = samples[i];
            for (var order = 0; order <= MostOrder; order++)
            {
                sums[order] += i >= MostOrder ? Math.Abs((long)difference) : 0;
                if (order < MostOrder)
                {
                    (difference, before[order]) = (difference - before[order], difference);
                }
            }
        }

        var best = 0;
        for (var order = 1; order <= MostOrder && order < samples.Length; order++)
        {
            best = sums[order] < sums[best] ? order : best;
        }

        return best;
    }

    /// <summary>Section 9.2.5, table of fixed predictors.</summary>
    private static void Predict(ReadOnlySpan<int> s, int order, Span<int> residual)
    {
        for (var i = order; i < s.Length; i++)
        {
            residual[i] = order switch
            {
                0 => s[i],
                1 => s[i] - s[i - 1],
                2 => s[i] - (2 * s[i - 1]) + s[i - 2],
                3 => s[i] - (3 * s[i - 1]) + (3 * s[i - 2]) - s[i - 3],
                _ => s[i] - (4 * s[i - 1]) + (6 * s[i - 2]) - (4 * s[i - 3]) + s[i - 4],
            };
        }
    }

    private static (int Parameter, long Bits) BestParameter(ReadOnlySpan<int> residual)
    {
        var best = (Parameter: 0, Bits: long.MaxValue);
        for (var parameter = 0; parameter <= MostRiceParameter; parameter++)
        {
            var cost = 10L;
            foreach (var value in residual)
            {
                cost += (Fold(value) >> parameter) + 1 + parameter;
            }

            best = cost < best.Bits ? (parameter, cost) : best;
        }

        return best;
    }

    /// <summary>Positive numbers become even, negative ones odd.</summary>
    private static uint Fold(int value) => (uint)((value << 1) ^ (value >> 31));
}
