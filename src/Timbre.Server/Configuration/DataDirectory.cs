namespace Timbre.Server.Configuration;

/// <summary>The folder of everything that the server stores, <c>TIMBRE_DATA</c>, as an absolute path.</summary>
internal sealed record DataDirectory(string Path);
