using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using Vedette.Media.Hub;
using Vedette.Media.Sources;

namespace Vedette.Media.Rtsp;

/// <summary>
/// RTSP encrypted (rtsps://, RFC 7826 section 19). The TCP connection below is read as always, without waiting; what arrived is fed to TLS in memory, and
/// what that makes of it is there when the feeding returns.
/// </summary>
/// <remarks>
/// Belongs here: feeding, and the translation of TLS's errors. Does not: a socket that TLS itself reads, which would wake a thread for every packet.
/// </remarks>
internal sealed class TlsLink : IRtspLink
{
    private const int ChunkBytes = 64 * 1024;

    private readonly IRtspLink _below;
    private readonly CipherStream _cipher;
    private readonly SslStream _tls;
    private readonly byte[] _chunk = new byte[ChunkBytes];
    private readonly Lock _gate = new();            // guards _plain, _plainStart and _failure: TLS may go on on another thread when the stack is deep
    private readonly ArrayBufferWriter<byte> _plain = new(ChunkBytes);
    private int _plainStart;
    private Exception? _failure;

    private TlsLink(IRtspLink below)
    {
        _below = below;
        _cipher = new CipherStream(below.Send);
        _tls = new SslStream(_cipher);
    }

    /// <inheritdoc/>
    public string Name => "RTSPS over TCP";

    /// <inheritdoc/>
    public IPAddress LocalAddress => _below.LocalAddress;

    /// <inheritdoc/>
    public IPAddress CameraAddress => _below.CameraAddress;

    /// <summary>Agrees on keys and judges the camera's certificate. On failure, the connection below is closed.</summary>
    /// <param name="below">The connection; owned from now on.</param>
    /// <param name="host">The name the certificate is to be made out to.</param>
    /// <param name="trust">Whose certificate is believed.</param>
    /// <param name="pace">How long to wait.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="SourceException">The camera does not speak TLS, or its certificate is not believed.</exception>
    public static async Task<TlsLink> OpenAsync(IRtspLink below, string host, ServerTrust trust, WaitingPace pace, CancellationToken cancellation)
    {
        var link = new TlsLink(below);
        try
        {
            await link.AgreeAsync(host, new CertificateCheck(trust), pace, cancellation);
            _ = link.DecryptAsync();
            return link;
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int Receive(Span<byte> into)
    {
        var total = TakePlain(into);
        while (total < into.Length && ReceiveChunk() is var count and > 0)
        {
            _cipher.Feed(_chunk.AsSpan(0, count));
            total += TakePlain(into[total..]);
        }

        return total > 0 || _failure is not { } failure ? total : throw failure;
    }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _tls.Write(bytes);
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            throw new SourceException(FeedBreakCause.Closed, "The encrypted connection to the camera is gone.", gone);
        }
    }

    /// <inheritdoc/>
    public void Flush() => _below.Flush();

    /// <inheritdoc/>
    public void Dispose()
    {
        _cipher.End();
        _tls.Dispose();
        _below.Dispose();
    }

    private async Task AgreeAsync(string host, CertificateCheck certificates, WaitingPace pace, CancellationToken cancellation)
    {
        var options = certificates.Options();
        options.TargetHost = host;
        var agreeing = _tls.AuthenticateAsClientAsync(options, cancellation);
        try
        {
            while (!agreeing.IsCompleted)
            {
                _below.Flush();
                var count = _below.Receive(_chunk);
                if (count > 0)
                {
                    _cipher.Feed(_chunk.AsSpan(0, count));
                    pace.Restart();
                }

                if (count == 0 ? !await pace.WaitAsync(cancellation) : pace.IsOver)
                {
                    throw new SourceException(FeedBreakCause.Unreachable, $"{host} takes the connection but does not answer in TLS.");
                }
            }

            await agreeing;
        }
        catch (AuthenticationException) when (certificates.Objection is not null)
        {
            throw certificates.Refusal(host);
        }
        catch (Exception problem) when (problem is AuthenticationException or IOException or CryptographicException)
        {
            throw new SourceException(FeedBreakCause.Refused, $"{host} does not speak TLS as it should. Is this the port of RTSPS?", problem);
        }
        finally
        {
            await GiveUpAsync(agreeing);
        }
    }

    /// <summary>An agreement that is not reached is ended before anybody leaves it alone.</summary>
    private async Task GiveUpAsync(Task agreeing)
    {
        if (!agreeing.IsCompleted)
        {
            _cipher.End();
            await agreeing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Runs whenever something was fed, on the feeder's thread, until all of it is plain.</summary>
    private async Task DecryptAsync()
    {
        var buffer = new byte[ChunkBytes];
        try
        {
            while (await _tls.ReadAsync(buffer).ConfigureAwait(false) is var count and > 0)
            {
                lock (_gate)
                {
                    _plain.Write(buffer.AsSpan(0, count));
                }
            }

            Fail(new SourceException(FeedBreakCause.Closed, "The camera closed the connection."));
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or InvalidOperationException)
        {
            Fail(new SourceException(FeedBreakCause.Malformed, "What the camera sends cannot be decrypted.", problem));
        }
    }

    private void Fail(SourceException failure)
    {
        lock (_gate)
        {
            _failure ??= failure;
        }
    }

    /// <summary>A connection that is gone is told after what came before.</summary>
    private int ReceiveChunk()
    {
        try
        {
            return _below.Receive(_chunk);
        }
        catch (SourceException gone)
        {
            Fail(gone);
            return 0;
        }
    }

    private int TakePlain(Span<byte> into)
    {
        lock (_gate)
        {
            var count = Math.Min(into.Length, _plain.WrittenCount - _plainStart);
            _plain.WrittenSpan.Slice(_plainStart, count).CopyTo(into);
            _plainStart += count;
            if (_plainStart == _plain.WrittenCount)
            {
                _plain.ResetWrittenCount();
                _plainStart = 0;
            }

            return count;
        }
    }
}
