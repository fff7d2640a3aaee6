using System.Text.Json.Serialization;

namespace Timbre.Server.Clips;

/// <summary>Serializers of direct speech and of its answer, generated at compile time.</summary>
[JsonSerializable(typeof(Synthesize.Request), TypeInfoPropertyName = "SynthesizeRequest")]
[JsonSerializable(typeof(Synthesize.Response))]
internal sealed partial class ClipJson : JsonSerializerContext;
