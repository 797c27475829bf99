using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Media.Onvif;

namespace Vedette.Streams.Onvif;

/// <summary>One camera's head: one order at a time, the newest counts, and what moves is stopped when its time is over.</summary>
/// <remarks>
/// Belongs here: the connection, which is kept for a while, and the stop that is owed.
/// Does not: who asked, and what is answered.
/// </remarks>
internal sealed class PtzLine(CameraId camera, OnvifAddress address, OnvifCameras cameras, OnvifStandings standings, TimeProvider time, ILogger logger)
    : IAsyncDisposable
{
    private const int StopTries = 3;
    private const double MovesAtOnce = 20;
    private const double MovesPerSecond = 10;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _gate = new();
    private OnvifCamera? _camera;
    private OnvifPtz? _ptz;
    private DateTimeOffset _used;
    private double _moves = MovesAtOnce;
    private long _counted = time.GetTimestamp();
    private long _orders;
    private Task _stopping = Task.CompletedTask;
    private CancellationTokenSource? _due;

    public OnvifAddress Address => address;

    /// <summary>Whether another move may be asked for now.</summary>
    public bool MayMove()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            _moves = Math.Min(MovesAtOnce, _moves + (time.GetElapsedTime(_counted, now).TotalSeconds * MovesPerSecond));
            _counted = now;
            var may = _moves >= 1;
            _moves -= may ? 1 : 0;
            return may;
        }
    }

    /// <summary>Moves; after <paramref name="most"/> it is stopped, whatever became of who asked.</summary>
    /// <returns>False when a newer order has overtaken this one.</returns>
    /// <exception cref="FaultException">It cannot be reached, or refuses.</exception>
    public async Task<bool> MoveAsync(OnvifPosition speed, TimeSpan most, CancellationToken cancellation)
    {
        var order = Interlocked.Increment(ref _orders);
        return await UseAsync(
            async (ptz, ending) =>
            {
                if (Volatile.Read(ref _orders) != order)
                {
                    return false;
                }

                // Owed before it is asked for: a camera may move although its answer is lost.
                Owe(most);
                await ptz.MoveAsync(speed, most, ending);
                return true;
            },
            cancellation);
    }

    /// <summary>Stops; orders to move that wait are dropped.</summary>
    /// <exception cref="FaultException">It cannot be reached, or refuses.</exception>
    public async Task StopAsync(CancellationToken cancellation)
    {
        _ = Interlocked.Increment(ref _orders);
        _ = await UseAsync(
            async (ptz, ending) =>
            {
                await ptz.StopAsync(ending);
                Settle();
                return true;
            },
            cancellation);
    }

    /// <summary>Does something with the head, in its turn.</summary>
    /// <exception cref="FaultException">It cannot be reached, or refuses; <see cref="OnvifException"/> says more.</exception>
    public async Task<T> UseAsync<T>(Func<OnvifPtz, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _ending.Token);
        limit.CancelAfter(Patience);
        try
        {
            await _turn.WaitAsync(limit.Token);
            try
            {
                return await work(await OpenAsync(limit.Token), limit.Token);
            }
            catch (OnvifException lost) when (lost.Fault is null)
            {
                Close();
                throw;
            }
            finally
            {
                _used = time.GetUtcNow();
                _ = _turn.Release();
            }
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new FaultException(FaultKind.Network, "The camera did not answer in time.", isTransient: true, late);
        }
    }

    /// <summary>The camera's source was changed: what still moves is stopped, then the connection ends.</summary>
    public void Abandon() => _ = AbandonAsync();

    public async ValueTask DisposeAsync()
    {
        await AbandonAsync();
        _turn.Dispose();
        _ending.Dispose();
    }

    private async Task AbandonAsync()
    {
        Task stopping;
        lock (_gate)
        {
            // The stop that is owed comes now.
            _ = _due?.CancelAsync();
            stopping = _stopping;
        }

        await stopping;
        await _ending.CancelAsync();
        await _turn.WaitAsync(CancellationToken.None);
        Close();
        _ = _turn.Release();
    }

    private async Task<OnvifPtz> OpenAsync(CancellationToken cancellation)
    {
        if (_ptz is not null && time.GetUtcNow() - _used < KeptFor)
        {
            return _ptz;
        }

        Close();
        _camera = await cameras.ConnectAsync(address, cancellation);
        var profile = _camera.HasPtz ? OnvifCameras.Moving(await _camera.GetProfilesAsync(cancellation), address) : null;
        standings.Learn(camera, profile is not null);
        return profile is null ? throw new NoPtzException() : _ptz = await _camera.OpenPtzAsync(profile, cancellation);
    }

    private void Close()
    {
        _camera?.Dispose();
        (_camera, _ptz) = (null, null);
    }

    private void Owe(TimeSpan after)
    {
        lock (_gate)
        {
            _ = _due?.CancelAsync();
            _due = new CancellationTokenSource();
            _stopping = PayAsync(_stopping, _due, after);
        }
    }

    /// <summary>It was stopped: nothing is owed any more.</summary>
    private void Settle()
    {
        lock (_gate)
        {
            _ = _due?.CancelAsync();
            _due = null;
        }
    }

    private bool IsOwed(CancellationTokenSource debt)
    {
        lock (_gate)
        {
            return _due == debt;
        }
    }

    private async Task PayAsync(Task before, CancellationTokenSource debt, TimeSpan after)
    {
        try
        {
            await Task.Delay(after, time, debt.Token);
        }
        catch (OperationCanceledException)
        {
            // A newer move owes its own stop, it was stopped, or it is time to go.
        }

        await before;
        for (var tries = 1; IsOwed(debt); tries++)
        {
            try
            {
                _ = await UseAsync((ptz, ending) => PayAsync(ptz, debt, ending), CancellationToken.None);
            }
            catch (FaultException refused) when (tries < StopTries && refused.IsTransient)
            {
                await Task.Delay(BetweenTries, time, CancellationToken.None);
            }
            catch (FaultException refused)
            {
                StreamsLog.StopFailed(logger, camera, refused.Message);
                return;
            }
            catch (Exception unexpected)
            {
                StreamsLog.StopFailedUnexpectedly(logger, camera, unexpected);
                return;
            }
        }
    }

    private async Task<bool> PayAsync(OnvifPtz ptz, CancellationTokenSource debt, CancellationToken ending)
    {
        if (!IsOwed(debt))
        {
            return false;
        }

        await ptz.StopAsync(ending);
        Settle();
        return true;
    }
}
