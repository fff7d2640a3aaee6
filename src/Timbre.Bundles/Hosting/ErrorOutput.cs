using System.Text;

namespace Timbre.Bundles.Hosting;

/// <summary>
/// The first words that a process prints on standard error. The rest is read, since a full pipe would stop the process, and forgotten: a
/// process that nobody trusts may print without end, in one line.
/// </summary>
internal sealed class ErrorOutput
{
    public const int MaxChars = 2000;

    private readonly StringBuilder _words = new();
    private readonly Task _reading;

    /// <param name="errors">Read to its end, off the calling thread.</param>
    public ErrorOutput(TextReader errors) => _reading = Task.Run(() => Read(errors));

    /// <summary>What was said so far in one line, without control characters.</summary>
    /// <param name="wait">How long the end of the text may take to come.</param>
    public string Text(TimeSpan wait)
    {
        _reading.Wait(wait);
        lock (_words)
            return _words.ToString().Trim();
    }

    private async Task Read(TextReader errors)
    {
        var buffer = new char[1024];
        try
        {
            for (int count; (count = await errors.ReadAsync(buffer)) > 0;)
                Append(buffer.AsSpan(0, count));
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // the process is disposed: nobody asks any more
        }
    }

    private void Append(ReadOnlySpan<char> text)
    {
        lock (_words)
        {
            foreach (var letter in text[..Math.Min(text.Length, MaxChars - _words.Length)])
                _words.Append(char.IsControl(letter) ? ' ' : letter);
        }
    }
}
