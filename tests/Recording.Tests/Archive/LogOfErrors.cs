using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Vedette.Recording.Tests.Archive;

/// <summary>Remembers the numbers of errors that were logged.</summary>
internal sealed class LogOfErrors : ILoggerProvider, ILogger
{
    public ConcurrentQueue<int> Ids { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Ids.Enqueue(eventId.Id);
        }
    }

    public void Dispose()
    {
    }
}
