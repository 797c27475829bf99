using Vedette.Foundation;

namespace Vedette.Host.Commands;

/// <summary>What a command says to the shell: a fault of the world is a sentence and a code, not a stack trace.</summary>
internal static class ExitCode
{
    public const int Fault = 2;

    public static async Task<int> OfAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (FaultException fault)
        {
            await Console.Error.WriteLineAsync($"vedette: {fault.Message}");
            return Fault;
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"vedette: {taken.Message} Another program listens there; choose another --port.");
            return Fault;
        }
    }
}
