using System.Text;

namespace Vedette.Simulator.Things;

/// <summary>What a thing that means harm answers, whatever it is asked.</summary>
internal static class Mischief
{
    private const int Depth = 100_000;
    private static readonly TimeSpan Drip = TimeSpan.FromMilliseconds(100);

    /// <summary>True when the request was answered, or never will be.</summary>
    public static async Task<bool> AnswerAsync(SimulatedThing thing, HttpContext context, CancellationToken ending)
    {
        var response = context.Response;
        switch (thing.Behaviour)
        {
            case ThingBehaviour.SlowDrip:
                await DripAsync(response, ending);
                return true;
            case ThingBehaviour.EndlessBody:
                await PourAsync(response, ending);
                return true;
            case ThingBehaviour.DeepJson:
                response.ContentType = ThingDescription.MimeType;
                await response.WriteAsync(new string('[', Depth) + new string(']', Depth), ending);
                return true;
            case ThingBehaviour.RedirectLoopback:
                response.Redirect(new Uri(thing.Url, "trap").ToString());
                return true;
            case ThingBehaviour.RedirectMetadata:
                response.Redirect("http://169.254.169.254/latest/meta-data/iam/security-credentials/");
                return true;
            case ThingBehaviour.Silent:
                await Task.Delay(Timeout.Infinite, ending);
                return true;
            case ThingBehaviour.Gone:
                context.Abort();
                return true;
            default:
                return false;
        }
    }

    private static async Task DripAsync(HttpResponse response, CancellationToken ending)
    {
        response.ContentType = ThingDescription.MimeType;
        while (true)
        {
            await response.Body.WriteAsync(" "u8.ToArray(), ending);
            await response.Body.FlushAsync(ending);
            await Task.Delay(Drip, ending);
        }
    }

    private static async Task PourAsync(HttpResponse response, CancellationToken ending)
    {
        response.ContentType = ThingDescription.MimeType;
        var bucket = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));
        while (true)
        {
            await response.Body.WriteAsync(bucket, ending);
        }
    }
}
