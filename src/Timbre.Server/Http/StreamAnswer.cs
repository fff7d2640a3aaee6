namespace Timbre.Server.Http;

/// <summary>What a handler returns that sends bytes or events as they are made: the sending, or a refusal before it.</summary>
/// <remarks>Which types of content it sends, the route says with <c>Produces</c>.</remarks>
internal sealed class StreamAnswer : IResult
{
    private readonly Func<HttpContext, Task> _send;

    private StreamAnswer(Func<HttpContext, Task> send) => _send = send;

    public static implicit operator StreamAnswer(Refusal refusal) => new(refusal.ToResult().ExecuteAsync);

    /// <summary>Sends the response, headers included.</summary>
    public static StreamAnswer Of(Func<HttpContext, Task> send) => new(send);

    public Task ExecuteAsync(HttpContext httpContext) => _send(httpContext);
}
