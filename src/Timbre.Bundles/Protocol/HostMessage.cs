using System.Text.Json.Serialization;

namespace Timbre.Bundles.Protocol;

/// <summary>What the process that runs a model says.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HostReady), "ready")]
[JsonDerivedType(typeof(HostFailed), "failed")]
[JsonDerivedType(typeof(Recognised), "recognised")]
public abstract record HostMessage;

/// <summary>The model is loaded.</summary>
/// <param name="Isolation">What the process is kept from: <c>files</c>, <c>writing</c>, <c>network</c>, <c>processes</c>.</param>
public sealed record HostReady(IReadOnlyList<string> Isolation) : HostMessage;

/// <summary>The model cannot be loaded, or has failed at a sound.</summary>
public sealed record HostFailed(string Message) : HostMessage;

/// <summary>What is said in a sound.</summary>
/// <param name="Language">A code of ISO 639-1.</param>
public sealed record Recognised(string Language, IReadOnlyList<RecognisedSegment> Segments) : HostMessage;

/// <summary>A stretch of speech, about a sentence.</summary>
/// <param name="StartSeconds">From the beginning of the sound.</param>
/// <param name="EndSeconds">The same.</param>
/// <param name="Text">With capitals and punctuation.</param>
/// <param name="NoSpeechProbability">How likely the model holds it that nobody speaks.</param>
/// <param name="Tokens">What the text is made of.</param>
public sealed record RecognisedSegment(
    double StartSeconds, double EndSeconds, string Text, double NoSpeechProbability, IReadOnlyList<RecognisedToken> Tokens);

/// <summary>A part of a word.</summary>
/// <param name="Text">With the space before it, if it begins a word.</param>
/// <param name="Probability">As the model has it, 0 to 1.</param>
public sealed record RecognisedToken(string Text, double StartSeconds, double EndSeconds, double Probability);

/// <summary>What the process that runs a model is asked: to write down the sound that comes with it.</summary>
/// <param name="Language">A code of ISO 639-1; null where the model is to find it out.</param>
/// <param name="FullContext">Whether the encoder computes the 30 s that the model was trained with, however short the sound.</param>
public sealed record RecogniseRequest(string? Language = null, bool FullContext = false);

/// <summary>JSON of the messages.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(HostMessage))]
[JsonSerializable(typeof(RecogniseRequest))]
public sealed partial class ProtocolJson : JsonSerializerContext;
