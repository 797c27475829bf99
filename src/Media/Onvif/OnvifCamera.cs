using System.Xml.Linq;
using Vedette.Media.Sources;

namespace Vedette.Media.Onvif;

/// <summary>A device spoken to by ONVIF: what it is, its streams, moving it, what it notices.</summary>
/// <remarks>
/// Only one host is ever spoken to: addresses the device writes (XAddr, subscriptions, streams) are taken with that host put in.
/// Calls may overlap. Every call ends within the time-outs, whatever the device does.
/// </remarks>
public sealed class OnvifCamera : IDisposable
{
    private static readonly TimeSpan FarOff = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(5);

    private readonly SoapChannel _channel;
    private readonly Dictionary<string, ServiceAddress> _services = [];

    private OnvifCamera(SoapChannel channel, TimeProvider time) => (_channel, Time) = (channel, time);

    /// <summary>What it is.</summary>
    public OnvifDevice Device { get; private set; } = new("", "", "", "");

    /// <summary>How far its clock is ahead of ours; zero when it does not say.</summary>
    public TimeSpan ClockOffset { get; private set; }

    /// <summary>Whether it has a PTZ service. A profile says whether it can be moved.</summary>
    public bool HasPtz => _services.ContainsKey(OnvifNames.Ptz);

    /// <summary>Whether it has an event service.</summary>
    public bool HasEvents => _services.ContainsKey(OnvifNames.Events);

    internal TimeProvider Time { get; }

    internal Uri Address => _channel.Device;

    /// <summary>Reaches a device, sets our clock after its, signs in and learns its services.</summary>
    /// <param name="endpoint">The device service (<c>http</c> or <c>https</c>), whole or only the host, and as whom to ask.</param>
    /// <param name="timeouts">How long to wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OnvifException">It cannot be reached, refuses, or is no ONVIF device.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<OnvifCamera> ConnectAsync(SourceEndpoint endpoint, OnvifTimeouts timeouts, TimeProvider time, CancellationToken cancellation)
    {
        if (endpoint.Url.Scheme is not ("http" or "https"))
        {
            throw new OnvifException(OnvifCause.NotOnvif, "The address of an ONVIF service begins with http:// or https://.");
        }

        var camera = new OnvifCamera(new SoapChannel(endpoint, timeouts, time), time);
        try
        {
            await camera.SetClockAsync(cancellation);
            await camera.SignInAsync(cancellation);
            await camera.FindServicesAsync(cancellation);
            return camera;
        }
        catch
        {
            camera.Dispose();
            throw;
        }
    }

    /// <summary>The streams it offers, of Media and of Media2 (which alone can name H.265).</summary>
    /// <exception cref="OnvifException">It refuses.</exception>
    public async Task<IReadOnlyList<OnvifProfile>> GetProfilesAsync(CancellationToken cancellation)
    {
        IReadOnlyList<OnvifProfile> first = [], second = [];
        OnvifException? refused = null;
        try
        {
            first = _services.ContainsKey(OnvifNames.Media)
                ? [.. ProfileReader.Media(await AskAsync(new SoapRequest(OnvifNames.Media, "GetProfiles"), cancellation))]
                : [];
        }
        catch (OnvifException fault)
        {
            refused = fault;
        }

        try
        {
            second = _services.ContainsKey(OnvifNames.Media2)
                ? [.. ProfileReader.Media2(await AskAsync(new SoapRequest(OnvifNames.Media2, "GetProfiles", "<Type>All</Type>"), cancellation))]
                : [];
        }
        catch (OnvifException fault) when (first.Count > 0 && fault.Cause != OnvifCause.Unreachable)
        {
            // There are devices that announce Media2 and cannot do it.
        }

        if (first.Count == 0 && second.Count == 0 && refused is not null)
        {
            throw refused;
        }

        // What both know is asked for in Media, with the encoder as Media2 describes it.
        var newer = second.DistinctBy(profile => profile.Token).ToDictionary(profile => profile.Token, StringComparer.Ordinal);
        return
        [
            .. first.Select(profile => newer.GetValueOrDefault(profile.Token) is { } same ? profile with { Video = same.Video ?? profile.Video } : profile),
            .. second.Where(profile => first.All(known => known.Token != profile.Token)),
        ];
    }

    /// <summary>Where the profile's stream is (GetStreamUri), on this device's host and without a password, or null when it does not say.</summary>
    /// <exception cref="OnvifException">It refuses.</exception>
    public async Task<Uri?> GetStreamUrlAsync(OnvifProfile profile, CancellationToken cancellation)
    {
        var token = SoapRequest.Element("ProfileToken", profile.Token);
        var setup = $"""<StreamSetup><Stream xmlns="{OnvifNames.Schema}">RTP-Unicast</Stream><Transport xmlns="{OnvifNames.Schema}"><Protocol>RTSP</Protocol></Transport></StreamSetup>""";
        var answer = await AskAsync(
            profile.IsOfMedia2
                ? new SoapRequest(OnvifNames.Media2, "GetStreamUri", "<Protocol>RTSP</Protocol>" + token)
                : new SoapRequest(OnvifNames.Media, "GetStreamUri", setup + token),
            cancellation);
        return ServiceAddress.Media(Address, Uri(answer), "rtsp", "rtsps", "http", "https");
    }

    /// <summary>Where the profile's still picture is (GetSnapshotUri), on this device's host and without a password, or null when it has none.</summary>
    /// <exception cref="OnvifException">It does not answer.</exception>
    public async Task<Uri?> GetSnapshotUrlAsync(OnvifProfile profile, CancellationToken cancellation)
    {
        try
        {
            var answer = await AskAsync(
                new SoapRequest(profile.IsOfMedia2 ? OnvifNames.Media2 : OnvifNames.Media, "GetSnapshotUri", SoapRequest.Element("ProfileToken", profile.Token)), cancellation);
            return ServiceAddress.Media(Address, Uri(answer), "http", "https");
        }
        catch (OnvifException without) when (without.Fault is not null)
        {
            return null;
        }
    }

    /// <summary>The means to move the camera through a profile.</summary>
    /// <exception cref="OnvifException">It has none, or refuses.</exception>
    public Task<OnvifPtz> OpenPtzAsync(OnvifProfile profile, CancellationToken cancellation) => OnvifPtz.OpenAsync(this, profile, cancellation);

    /// <summary>Listens to what the camera notices.</summary>
    /// <exception cref="OnvifException">It has no event service, or refuses.</exception>
    public Task<OnvifPullPoint> SubscribeAsync(CancellationToken cancellation) => OnvifPullPoint.OpenAsync(this, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    /// <summary>Asks the service the operation belongs to.</summary>
    internal Task<XElement> AskAsync(SoapRequest request, CancellationToken cancellation) =>
        _channel.CallAsync(
            _services.GetValueOrDefault(request.Namespace)
                ?? throw new OnvifException(OnvifCause.Refused, "The device has no such service.") { Fault = "ServiceNotSupported" },
            request,
            cancellation);

    internal Task<XElement> AskAsync(ServiceAddress address, SoapRequest request, CancellationToken cancellation) =>
        _channel.CallAsync(address, request, cancellation);

    internal ServiceAddress? Service(string name) => _services.GetValueOrDefault(name);

    private static string? Uri(XElement answer) => answer.Descendants().FirstOrDefault(element => element.Name.LocalName == "Uri").Text();

    /// <summary>Without a password, as ONVIF Core section 5.9.2.2 asks; some devices want one even here.</summary>
    private async Task SetClockAsync(CancellationToken cancellation)
    {
        var request = new SoapRequest(OnvifNames.Device, "GetSystemDateAndTime");
        var service = new ServiceAddress(Address);
        XElement answer;
        try
        {
            answer = await _channel.CallAsync(service, request, cancellation, signIn: false);
        }
        catch (OnvifException asked) when (asked.Cause == OnvifCause.WrongPassword && _channel.HasUser)
        {
            try
            {
                answer = await _channel.CallAsync(service, request, cancellation);
            }
            catch (OnvifException refused) when (refused.Cause == OnvifCause.WrongPassword)
            {
                return; // Said with the right words when signing in.
            }
        }
        catch (OnvifException without) when (without.Fault is not null)
        {
            return; // No clock to be told of: then ours has to do.
        }

        if (answer.Name.LocalName != "GetSystemDateAndTimeResponse")
        {
            throw new OnvifException(OnvifCause.NotOnvif, "What answers at this address is not the device service of an ONVIF device.");
        }

        if (DeviceClock.Read(answer) is { } now)
        {
            ClockOffset = now - Time.GetUtcNow();
            _channel.ClockOffset = ClockOffset;
        }
    }

    private async Task SignInAsync(CancellationToken cancellation)
    {
        try
        {
            Device = await GetDeviceAsync(cancellation);
        }
        catch (OnvifException refused) when (refused.Cause == OnvifCause.WrongPassword && _channel.HasUser && !_channel.SignsInByHttp && ClockOffset.Duration() > Near)
        {
            // A device may tell one time and judge by another; one try with ours, for more would lock the account.
            try
            {
                _channel.ClockOffset = TimeSpan.Zero;
                Device = await GetDeviceAsync(cancellation);
            }
            catch (OnvifException again) when (again.Cause == OnvifCause.WrongPassword && ClockOffset.Duration() > FarOff)
            {
                var minutes = Math.Round(ClockOffset.Duration().TotalMinutes);
                throw new OnvifException(
                    OnvifCause.ClockSkew,
                    $"The device does not accept the sign-in, and its clock is {minutes:0} minutes {(ClockOffset > TimeSpan.Zero ? "ahead" : "behind")}: "
                    + "set its time (best by NTP) and try again. If that does not help, the password is wrong.",
                    again);
            }
        }
        catch (OnvifException without) when (without.Fault is not null && without.Cause == OnvifCause.Refused)
        {
            // It does not say what it is: that is no reason not to use it.
        }
    }

    private async Task<OnvifDevice> GetDeviceAsync(CancellationToken cancellation)
    {
        var answer = await _channel.CallAsync(new ServiceAddress(Address), new SoapRequest(OnvifNames.Device, "GetDeviceInformation"), cancellation);
        return new OnvifDevice(Text("Manufacturer"), Text("Model"), Text("FirmwareVersion"), Text("SerialNumber"));

        string Text(string name) => answer.Child(name).Text(200) ?? "";
    }

    private async Task FindServicesAsync(CancellationToken cancellation)
    {
        var device = new ServiceAddress(Address);
        _services[OnvifNames.Device] = device;
        try
        {
            var answer = await _channel.CallAsync(
                device, new SoapRequest(OnvifNames.Device, "GetServices", "<IncludeCapability>false</IncludeCapability>"), cancellation);
            foreach (var service in answer.Children("Service").Take(64))
            {
                if (service.Child("Namespace").Text() is { } name)
                {
                    _services[name.TrimEnd('/')] = Read(service.Child("XAddr").Text());
                }
            }
        }
        catch (OnvifException old) when (old.Cause is OnvifCause.Refused or OnvifCause.NotOnvif && old.Status is not null)
        {
            // Devices from before ONVIF 2.0 have no GetServices.
        }

        if (_services.Count > 1)
        {
            return;
        }

        var capabilities = (await _channel.CallAsync(
            device, new SoapRequest(OnvifNames.Device, "GetCapabilities", "<Category>All</Category>"), cancellation)).Child("Capabilities");
        foreach (var (name, category) in new[] { (OnvifNames.Media, "Media"), (OnvifNames.Ptz, "PTZ"), (OnvifNames.Events, "Events") })
        {
            if (capabilities?.Find(category, "XAddr").Text() is { } written)
            {
                _services[name] = Read(written);
            }
        }

        ServiceAddress Read(string? written) => ServiceAddress.Read(Address, written, Address.PathAndQuery);
    }
}
