using Xunit;

// Each test starts whole programs and measures what they do; side by side they would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
