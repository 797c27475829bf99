using System.CommandLine;
using Vedette.Recording;

namespace Vedette.Host.Commands;

/// <summary><c>vedette verify</c>: checks a sealed export, on any machine and without anything but the file.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The sealed export, as it was downloaded." };
        var key = new Option<string?>("--key") { Description = "The key that should have signed: a PEM file, or the SHA-256 of the public key.", HelpName = "FILE|FINGERPRINT" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of words." };
        var command = new Command("verify", "Check a sealed export offline: says valid, or what was altered, removed or reordered.") { file, key, json };
        command.SetAction((parsed, cancellation) => ExitCode.OfAsync(() => Task.FromResult(
            RecordingModule.VerifyExport(parsed.GetRequiredValue(file), parsed.GetValue(key), parsed.GetValue(json), Console.Out, cancellation) ? 0 : 1)));
        return command;
    }
}
