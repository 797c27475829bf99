namespace Vedette.Host.Benchmarks.Live;

/// <summary>Whoever shows the camera.</summary>
internal interface ILiveServer
{
    /// <summary>How it is called in the figures.</summary>
    string Name { get; }

    /// <summary>The process that serves.</summary>
    int Process { get; }

    /// <summary>What a crowd is to watch.</summary>
    /// <param name="isSmall">Whether it is the small stream.</param>
    /// <param name="viewers">How many.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<CrowdOrder> OrderAsync(bool isSmall, int viewers, CancellationToken cancellation);
}
