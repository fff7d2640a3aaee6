namespace Timbre.Text.Scripts;

/// <summary>A text that cannot be read: broken markup, or nothing in it to say. The message is for whoever wrote it.</summary>
public class ScriptException(string message) : Exception(message);
