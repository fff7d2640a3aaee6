using System.Text.Json.Serialization;

namespace Timbre.Server.Http;

/// <summary>An answer that says no: a status, a stable code for programs, a sentence for people.</summary>
public sealed record Refusal(int Status, string Code, string Message)
{
    /// <summary>The stored thing that the refusal is about, where a client needs it all the same.</summary>
    public object? Item { get; init; }

    public static Refusal BadRequest(string code, string message) => new(400, code, message);

    /// <summary>Also the answer for what belongs to somebody else.</summary>
    public static Refusal NotFound(string what) => new(404, "not_found", $"There is no such {what}.");

    public IResult ToResult() => new RefusalResult(this);
}

/// <summary>The one shape of errors on the wire; both spellings because the SDKs read one or the other.</summary>
/// <param name="Success">false.</param>
/// <param name="Message">What was wrong and what to do, for people; begins with the name of the field, where it is about one.</param>
/// <param name="Error">The same as `message`.</param>
/// <param name="Code">What was wrong, for programs: a word that stays the same.</param>
/// <param name="Item">The thing that the refusal is about, where it exists all the same.</param>
public sealed record ErrorBody(
    bool Success,
    string Message,
    string Error,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] object? Item = null);

/// <summary>A refusal found where no answer can be returned from, deep in the reading of a request.</summary>
public sealed class RefusedException(Refusal refusal) : Exception(refusal.Message)
{
    public Refusal Refusal { get; } = refusal;
}

/// <summary>
/// A refusal as an answer, in the words of whoever is asked: below <c>/v1</c> clients of OpenAI's API read it, everywhere else those of
/// this API.
/// </summary>
internal sealed class RefusalResult(Refusal refusal) : IResult
{
    private static readonly PathString OpenAi = "/v1";

    public static bool IsForOpenAi(PathString path) => path.StartsWithSegments(OpenAi);

    public Task ExecuteAsync(HttpContext httpContext) => (IsForOpenAi(httpContext.Request.Path)
        ? Results.Json(new OpenAiErrorBody(OpenAiError.Of(refusal)), Wire.Options, statusCode: refusal.Status)
        : Results.Json(
            new ErrorBody(false, refusal.Message, refusal.Message, refusal.Code, refusal.Item), Wire.Options, statusCode: refusal.Status))
        .ExecuteAsync(httpContext);
}

/// <summary>The one shape of errors of OpenAI's API.</summary>
/// <param name="Error">What is wrong.</param>
public sealed record OpenAiErrorBody(OpenAiError Error);

/// <summary>What is wrong, as OpenAI's API tells it.</summary>
/// <param name="Message">For people.</param>
/// <param name="Type">What kind of failure it is.</param>
/// <param name="Param">The field at fault, where there is one.</param>
/// <param name="Code">For programs.</param>
public sealed record OpenAiError(string Message, string Type, string? Param, string Code)
{
    public static OpenAiError Of(Refusal refusal) => new(
        refusal.Message,
        refusal.Status switch
        {
            401 => "authentication_error",
            429 => "rate_limit_error",
            >= 500 => "server_error",
            _ => "invalid_request_error",
        },
        FieldOf(refusal.Message),
        refusal.Code);

    /// <summary>Refusals of a field begin with its name and a colon.</summary>
    private static string? FieldOf(string message) =>
        message.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon
            && message.AsSpan(0, colon).IndexOfAnyExceptInRange('_', 'z') < 0
            ? message[..colon]
            : null;
}
