using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Npgsql;
using Timbre.Bundles.Files;

namespace Timbre.Server.Http;

/// <summary>Gives every answer that is not a success the common shape: what routing, binding and bugs leave behind included.</summary>
internal static class ErrorHandling
{
    public static void UseErrorHandling(this WebApplication app) => app.Use(async (context, next) =>
    {
        context.Response.Headers["x-request-id"] = context.TraceIdentifier;
        try
        {
            await next(context);
            if (!context.Response.HasStarted && context.Response.StatusCode >= 400 && context.Response.ContentLength is null
                && context.Response.ContentType is null)
                await ForStatus(context, context.Response.StatusCode).ToResult().ExecuteAsync(context);
        }
        catch (Exception problem) when (!context.Response.HasStarted)
        {
            if (context.RequestAborted.IsCancellationRequested && problem is OperationCanceledException or IOException)
                return; // nobody is left to answer
            var refusal = ToRefusal(context, problem);
            if (refusal.Status == 500)
                app.Logger.LogError(
                    problem, "Request {Id} failed: {Method} {Route}", context.TraceIdentifier, context.Request.Method,
                    context.GetEndpoint()?.DisplayName);
            var allow = context.Response.Headers.Allow;
            context.Response.Clear();
            context.Response.Headers.Allow = allow;
            context.Response.Headers["x-request-id"] = context.TraceIdentifier;
            await refusal.ToResult().ExecuteAsync(context);
        }
    });

    private static Refusal ToRefusal(HttpContext context, Exception problem) => problem switch
    {
        RefusedException refused => refused.Refusal,
        BadHttpRequestException { StatusCode: 413 } => TooLarge(context),
        BadHttpRequestException { StatusCode: 415 } => ForStatus(context, 415),
        BadHttpRequestException { InnerException: JsonException json } => Json(json),
        JsonException json => Json(json),
        BadHttpRequestException bad => new Refusal(bad.StatusCode, "bad_request", $"The request could not be read: {bad.Message}"),
        InvalidDataException data => Refusal.BadRequest("bad_request", $"The request could not be read: {data.Message}"),
        // SQLite stores and finds NUL, PostgreSQL has no room for it
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire } =>
            Refusal.BadRequest("invalid_text", "A text in the request holds a NUL character, which cannot be stored."),
        BundleException unusable => new Refusal(503, "model_unusable", unusable.Message),
        IOException io when DiskSpace.IsFull(io) => DiskSpace.Full,
        _ =>
            new Refusal(
                500, "internal_error",
                $"Something went wrong here, and it is not your fault. It is logged as request {context.TraceIdentifier}."),
    };

    private static Refusal Json(JsonException json)
    {
        var field = json.Path is null or "$" ? null : json.Path.TrimStart('$', '.');
        return Refusal.BadRequest("invalid_json", field is null
            ? "The body is not valid JSON: send an object such as {\"name\":\"Ada\"}."
            : $"{field}: the value has the wrong type. Please send what the documentation says for this field.");
    }

    private static Refusal TooLarge(HttpContext context)
    {
        var bound = context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        return new Refusal(413, "body_too_large", bound is null
            ? "The body is too large."
            : $"The body is too large: at most {bound >> 20} MiB are accepted here.");
    }

    private static Refusal ForStatus(HttpContext context, int status) => status switch
    {
        404 => new Refusal(404, "not_found", $"There is nothing at {context.Request.Method} {context.Request.Path}."),
        405 =>
            new Refusal(
                405, "method_not_allowed", $"{context.Request.Method} does not work here; allowed: {context.Response.Headers.Allow}."),
        413 => TooLarge(context),
        415 => new Refusal(415, "unsupported_media_type", "Send the body as application/json (recordings: multipart/form-data)."),
        416 => new Refusal(416, "range_not_satisfiable", "The range asked for lies outside the sound."),
        429 => new Refusal(429, "rate_limited", "Too many requests: slow down and try again."),
        _ => new Refusal(status, status < 500 ? "bad_request" : "unavailable", $"The request was answered with status {status}."),
    };
}
