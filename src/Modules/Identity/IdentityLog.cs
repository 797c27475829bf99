using Microsoft.Extensions.Logging;

namespace Vedette.Identity;

internal static partial class IdentityLog
{
    [LoggerMessage(2001, LogLevel.Information, "The first administrator {Username} was created")]
    public static partial void FirstAdministratorCreated(ILogger log, string username);

    [LoggerMessage(2002, LogLevel.Information, "Tokens are signed with the new key {KeyId} from now on")]
    public static partial void SigningKeyCreated(ILogger log, string keyId);

    [LoggerMessage(2003, LogLevel.Warning, "Identity is not ready yet and tries again in {Delay}")]
    public static partial void NotReadyYet(ILogger log, TimeSpan delay, Exception exception);

    [LoggerMessage(2004, LogLevel.Warning, "A sign-in from {Address} was refused: wrong credentials")]
    public static partial void WrongCredentials(ILogger log, string? address);

    [LoggerMessage(2005, LogLevel.Warning, "A sign-in from {Address} was refused: too many attempts, next one in {Wait}")]
    public static partial void TooManyAttempts(ILogger log, string? address, TimeSpan wait);

    [LoggerMessage(2006, LogLevel.Warning, "A used refresh token of user {UserId} came back from {Address}; that sign-in was ended")]
    public static partial void RefreshTokenReused(ILogger log, string userId, string? address);

    [LoggerMessage(6100, LogLevel.Warning, "A registration from {Address} was refused: too many attempts, next one in {Wait}")]
    public static partial void TooManyRegistrations(ILogger log, string? address, TimeSpan wait);

    [LoggerMessage(6201, LogLevel.Warning, "A sign-in has ended, but that could not be kept for the next start of this process")]
    public static partial void EndNotKept(ILogger log, Exception exception);

    [LoggerMessage(6202, LogLevel.Warning, "A sign-in from {Address} was refused: wrong code of the second factor for user {UserId}")]
    public static partial void WrongCode(ILogger log, string? address, string userId);

    [LoggerMessage(6203, LogLevel.Warning, "A refused sign-in could not be noted in the log of actions")]
    public static partial void RefusalNotNoted(ILogger log, Exception exception);

    [LoggerMessage(6204, LogLevel.Warning, "The identity provider {Provider} could not be used: {Reason}")]
    public static partial void ProviderFailed(ILogger log, string provider, string reason, Exception? exception);

    [LoggerMessage(6205, LogLevel.Warning, "A sign-in by the identity provider {Provider} was refused: {Reason}")]
    public static partial void ExternalRefused(ILogger log, string provider, string reason);

    [LoggerMessage(6206, LogLevel.Information, "User {UserId} was created for somebody of the identity provider {Provider}")]
    public static partial void ExternalUserCreated(ILogger log, string userId, string provider);
}
