namespace Timbre.Server.Tests.Hosting;

/// <summary>Tests that hold the server to a time: they run at the end, when no other test of the assembly does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class QuietTests
{
    public const string Name = "Quiet";
}
