using Vedette.Media.Hub;
using Vedette.Media.Sources;

namespace Vedette.Media.Rtsp;

/// <summary>Tells a camera now and then that somebody still watches, in the way it understands, well within the time it grants.</summary>
internal sealed class KeepAlive(RtspDialogue dialogue, RtspReady ready)
{
    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _period = (dialogue.Session?.Timeout ?? TimeSpan.FromSeconds(60)) / 2;
    private string _method = ready.KeepAliveMethod;
    private int _number = -1;
    private bool _isRenewed;
    private bool _isAnswered = true;
    private TimeSpan _last;

    private TimeSpan Patience => _period / 2 < MostPatience ? _period / 2 : MostPatience;

    /// <summary>Sends when it is time to.</summary>
    public void SendIfDue(TimeSpan now)
    {
        if (now - _last > _period)
        {
            _last = now;
            Send();
        }
        else if (!_isAnswered && _method != "OPTIONS" && now - _last > Patience)
        {
            // GW4089IP offers GET_PARAMETER and is deaf to it.
            (_method, _last) = ("OPTIONS", now);
            Send();
        }
    }

    /// <summary>Looks whether the camera took the last one well; what else it answers is none of ours.</summary>
    /// <exception cref="SourceException">The camera knows the session no more, or refuses the credentials.</exception>
    public void TakeAnswer(RtspMessage answer)
    {
        if (answer.CSeq != _number)
        {
            return;
        }

        _isAnswered = true;
        switch (answer.Status)
        {
            case 401 when !_isRenewed && dialogue.HasCredentials:
                dialogue.TakeUpChallenge(answer, wasRefused: false);
                _isRenewed = true;
                Send();
                break;
            case 454:
                throw new SourceException(FeedBreakCause.Closed, "The camera ended the session.");
            case >= 400 when _method != "OPTIONS":
                _method = "OPTIONS";
                Send();
                break;
            default:
                _isRenewed = false;
                break;
        }
    }

    private void Send() => (_number, _isAnswered) = (dialogue.SendKeepAlive(_method, ready.Url), false);
}
