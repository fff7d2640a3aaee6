namespace Timbre.Bundles.Files;

/// <summary>A model cannot be added, found or used; the message is for whoever asked: what was looked for, what was found.</summary>
public sealed class BundleException(string message) : Exception(message);
