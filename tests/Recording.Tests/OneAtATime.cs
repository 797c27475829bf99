using Xunit;

// Tests end by asserting that no lease is left, and the count of leases is the process's.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
