namespace Timbre.Server.Tests.Hosting;

/// <summary>A test that needs the PostgreSQL server which ./test.sh starts.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (Connection is null)
            Skip = "TIMBRE_TEST_POSTGRES is not set: ./test.sh starts a server and sets it.";
    }

    public static string? Connection { get; } = Environment.GetEnvironmentVariable("TIMBRE_TEST_POSTGRES") is { Length: > 0 } text
        ? text
        : null;
}

/// <summary>The databases that a test runs on: always SQLite, PostgreSQL where there is one.</summary>
public sealed class DatabasesAttribute : Xunit.Sdk.DataAttribute
{
    public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod) =>
        PostgresFactAttribute.Connection is null ? [["sqlite"]] : [["sqlite"], ["postgres"]];
}
