using Xunit.Abstractions;

[assembly: CollectionBehavior(MaxParallelThreads = 3)]
[assembly: TestCollectionOrderer("Timbre.Server.Tests.Hosting.CrashTestsFirst", "Timbre.Server.Tests")]

namespace Timbre.Server.Tests.Hosting;

/// <summary>
/// The crash tests take the longest and wait for much (processes that start, clocks): they begin, and the others run beside them. One more
/// test at a time than a machine of two cores has keeps both busy meanwhile.
/// </summary>
public sealed class CrashTestsFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(collection => collection.DisplayName.Contains("KillTests", StringComparison.Ordinal))
            .ThenByDescending(collection => collection.DisplayName.Contains(".Crash.", StringComparison.Ordinal))
            .ThenBy(collection => collection.DisplayName, StringComparer.Ordinal);
}
