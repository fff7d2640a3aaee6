using System.Net;

namespace Timbre.Client;

/// <summary>The server refused, or could not be reached; the message says what to do.</summary>
public sealed class TimbreException : Exception
{
    internal TimbreException(string message, HttpStatusCode? status, string? code, string? body, Exception? inner = null)
        : base(message, inner)
    {
        Status = status;
        Code = code;
        Body = body;
    }

    /// <summary>The HTTP status, or null when no answer came.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>The refusal's stable code, e.g. <c>consent_required</c>, or null when the answer had none.</summary>
    public string? Code { get; }

    /// <summary>The whole answer: a refused consent carries the stored voice as <c>item</c> in it.</summary>
    public string? Body { get; }
}
