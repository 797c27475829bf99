using Vedette.Architecture.Fixture.Storage;

namespace Vedette.Architecture.Fixture.Domain;

internal static class Guilty
{
    public static async Task<int> ReachesStorageFromAnAsyncLambdaAsync()
    {
        Func<Task<int>> load = async () =>
        {
            await Task.Yield();
            return Table.Count;
        };
        return await load();
    }

    public static DateTime ReadsTheWallClock() => DateTime.Now;

    public static int Blocks(Task<int> task) => task.Result;
}
