using System.Globalization;

namespace Vedette.Simulator.Onvif;

/// <summary>A head that turns: where it looks is reckoned from how long it moved how fast.</summary>
internal sealed class PtzHead(TimeProvider time)
{
    private const double UnitsPerSecond = 0.4;
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, (string Name, PtzPosition Position)> _presets = new(StringComparer.Ordinal);
    private PtzPosition _from;
    private (double Pan, double Tilt, double Zoom) _speed;
    private DateTimeOffset _since = time.GetUtcNow();
    private DateTimeOffset _until;
    private int _presetsMade;

    public PtzPosition Position
    {
        get
        {
            lock (_gate)
            {
                return At(time.GetUtcNow());
            }
        }
    }

    public bool IsMoving
    {
        get
        {
            lock (_gate)
            {
                return time.GetUtcNow() < _until && _speed != default;
            }
        }
    }

    public int Moves { get; private set; }

    public int Stops { get; private set; }

    public IReadOnlyList<(string Token, string Name, PtzPosition Position)> Presets
    {
        get
        {
            lock (_gate)
            {
                return [.. _presets.Select(preset => (preset.Key, preset.Value.Name, preset.Value.Position))];
            }
        }
    }

    public void Move(double? pan, double? tilt, double? zoom, TimeSpan? timeout)
    {
        lock (_gate)
        {
            Settle();
            Moves++;
            _speed = (pan ?? _speed.Pan, tilt ?? _speed.Tilt, zoom ?? _speed.Zoom);
            _until = _since + (timeout ?? DefaultTimeout);
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            Settle();
            Stops++;
            (_speed, _until) = (default, default);
        }
    }

    public void LookAt(PtzPosition position)
    {
        lock (_gate)
        {
            Settle();
            (_speed, _until, _from) = (default, default, Clamp(position.Pan, position.Tilt, position.Zoom));
        }
    }

    public string? SetPreset(string name, string? token)
    {
        lock (_gate)
        {
            if (token is not null && !_presets.ContainsKey(token))
            {
                return null;
            }

            token ??= "preset" + (++_presetsMade).ToString(CultureInfo.InvariantCulture);
            _presets[token] = (name, At(time.GetUtcNow()));
            return token;
        }
    }

    public bool GoTo(string token)
    {
        lock (_gate)
        {
            if (!_presets.TryGetValue(token, out var preset))
            {
                return false;
            }

            (_speed, _until, _from, _since) = (default, default, preset.Position, time.GetUtcNow());
            return true;
        }
    }

    public bool Remove(string token)
    {
        lock (_gate)
        {
            return _presets.Remove(token);
        }
    }

    private void Settle() => (_from, _since) = (At(time.GetUtcNow()), time.GetUtcNow());

    private PtzPosition At(DateTimeOffset now)
    {
        var seconds = Math.Max(0, ((now < _until ? now : _until) - _since).TotalSeconds) * UnitsPerSecond;
        return Clamp(_from.Pan + (_speed.Pan * seconds), _from.Tilt + (_speed.Tilt * seconds), _from.Zoom + (_speed.Zoom * seconds));
    }

    private static PtzPosition Clamp(double pan, double tilt, double zoom) => new(Math.Clamp(pan, -1, 1), Math.Clamp(tilt, -1, 1), Math.Clamp(zoom, 0, 1));
}
