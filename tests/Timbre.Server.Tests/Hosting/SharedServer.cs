namespace Timbre.Server.Tests.Hosting;

/// <summary>
/// A server with the usual settings, shared by those tests of a class that leave nothing behind that the others would see.
/// </summary>
public sealed class SharedServer : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await TestServer.Start();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
