namespace Timbre.Server.Configuration;

/// <summary>A setting that stops the server; the message is one sentence that names it.</summary>
public sealed class SettingException(string name, string what) : Exception($"The setting {name}: {what}");
