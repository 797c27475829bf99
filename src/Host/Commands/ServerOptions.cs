using System.CommandLine;
using System.Net;
using Vedette.Platform.Hosting;

namespace Vedette.Host.Commands;

/// <summary>The options every command that starts a server has, and what they make of the environment.</summary>
internal sealed class ServerOptions
{
    private readonly Option<DirectoryInfo> _data = new("--data")
    {
        Description = "Directory of everything Vedette keeps.",
        DefaultValueFactory = _ => new DirectoryInfo(Path.GetFullPath(".vedette/data")),
    };

    private readonly Option<int> _port = new("--port") { Description = "TCP port of the web console and the API.", DefaultValueFactory = _ => 8080 };

    private readonly Option<string> _address = new("--address")
    {
        Description = "Address to listen on. 0.0.0.0 opens the server to the network: put TLS in front of it.",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private readonly Option<string?> _modules = new("--modules") { Description = "Comma-separated modules to start; all when absent." };

    private readonly Option<string?> _postgres = new("--postgres")
    {
        Description = "PostgreSQL connection string; SQLite files in the data directory when absent. Also read from VEDETTE_POSTGRES.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("VEDETTE_POSTGRES"),
    };

    private readonly Option<string?> _jwks = new("--jwks-url")
    {
        Description = "Where the identity module of another process publishes its token keys. Also read from VEDETTE_JWKS_URL.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("VEDETTE_JWKS_URL") is { Length: > 0 } url ? url : null,
    };

    private readonly Option<DirectoryInfo?> _web = new("--web") { Description = "Directory of the built web console." };

    public ServerOptions()
    {
        _port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65_535)
            {
                result.AddError("--port must be between 0 and 65535; 0 takes any free port.");
            }
        });
        _address.Validators.Add(result =>
        {
            if (!IPAddress.TryParse(result.GetValueOrDefault<string>(), out _))
            {
                result.AddError("--address must be an IP address such as 127.0.0.1 or 0.0.0.0.");
            }
        });
        _jwks.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"))
            {
                result.AddError("--jwks-url must be an http or https address.");
            }
        });
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _data, _port, _address, _modules, _postgres, _jwks, _web })
        {
            command.Options.Add(option);
        }
    }

    public VedetteOptions Read(ParseResult parsed) => new()
    {
        DataDirectory = parsed.GetValue(_data)!.FullName,
        Port = parsed.GetValue(_port),
        Address = IPAddress.Parse(parsed.GetValue(_address)!),
        Modules = parsed.GetValue(_modules)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        PostgresConnectionString = parsed.GetValue(_postgres),
        JwksUrl = parsed.GetValue(_jwks),
        WebRoot = parsed.GetValue(_web)?.FullName,
    };
}
