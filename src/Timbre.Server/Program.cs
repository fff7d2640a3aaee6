using Timbre.Server;
using Timbre.Server.Plumbing;
using Timbre.Storage;

try
{
    await using var app = await TimbreServer.Build(args);
    await app.RunAsync();
    return 0;
}
catch (Exception stop) when (stop is SettingException or NewerDatabaseException or IOException)
{
    await Console.Error.WriteLineAsync(stop.Message);
    return 1;
}
