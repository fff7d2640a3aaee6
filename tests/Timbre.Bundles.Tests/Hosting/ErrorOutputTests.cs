using Timbre.Bundles.Hosting;

namespace Timbre.Bundles.Tests.Hosting;

public sealed class ErrorOutputTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void What_was_said_comes_in_one_line_without_control_characters() =>
        Assert.Equal("first  second", new ErrorOutput(new StringReader("first\r\nsecond\u001b\n")).Text(Patience));

    [Fact]
    public void Of_a_line_without_end_the_beginning_is_kept_and_the_rest_is_read()
    {
        using var endless = new Endless(10_000_000);

        var words = new ErrorOutput(endless).Text(Patience);

        Assert.Equal(new string('x', ErrorOutput.MaxChars), words);
        Assert.Equal(0, endless.Left);
    }

    [Fact]
    public void A_pipe_that_breaks_is_an_end() => Assert.Equal("", new ErrorOutput(new Broken()).Text(Patience));

    private sealed class Endless(int chars) : TextReader
    {
        public int Left { get; private set; } = chars;

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(Left, buffer.Length);
            buffer.Span[..count].Fill('x');
            Left -= count;
            return ValueTask.FromResult(count);
        }
    }

    private sealed class Broken : TextReader
    {
        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("The pipe is broken.");
    }
}
