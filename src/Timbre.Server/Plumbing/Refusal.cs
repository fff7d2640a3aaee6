namespace Timbre.Server.Plumbing;

/// <summary>An answer that says no: a status, a stable code for programs, a sentence for people.</summary>
public sealed record Refusal(int Status, string Code, string Message)
{
    /// <summary>The stored thing that the refusal is about, where a client needs it all the same.</summary>
    public object? Item { get; init; }

    public static Refusal BadRequest(string code, string message) => new(400, code, message);

    /// <summary>Also the answer for what belongs to somebody else.</summary>
    public static Refusal NotFound(string what) => new(404, "not_found", $"There is no such {what}.");

    public IResult ToResult() => Results.Json(new ErrorBody(false, Message, Message, Code, Item), Wire.Options, statusCode: Status);
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
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] object? Item = null);

/// <summary>A refusal found where no answer can be returned from, deep in the reading of a request.</summary>
public sealed class RefusedException(Refusal refusal) : Exception(refusal.Message)
{
    public Refusal Refusal { get; } = refusal;
}
