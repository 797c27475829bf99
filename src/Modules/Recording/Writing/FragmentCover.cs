using Vedette.Media.Mp4;

namespace Vedette.Recording.Writing;

/// <summary>
/// Where pictures are reordered, a fragment's first picture in decoding order need not be the first that is seen. What
/// a fragment covers is as long as its decoding times and as late as the segment's first key picture is presented.
/// </summary>
internal sealed class FragmentCover
{
    private TimeSpan _presentedAfter;

    /// <summary>The wall time from which the fragment, the next of its segment, is footage.</summary>
    public DateTimeOffset StartOf(Fragment fragment)
    {
        if (fragment.MediaStart == TimeSpan.Zero)
        {
            _presentedAfter = fragment.CompositionOffset;
        }

        return fragment.WallTime - fragment.CompositionOffset + _presentedAfter;
    }
}
