using Xunit;

// Leases are counted for the whole process, and a machine of two cores plays few cameras at once.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
