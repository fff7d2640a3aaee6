using System.Text.Json.Serialization;

namespace Timbre.Server.Builds;

/// <summary>Serializers of requests about voices and their builds, generated at compile time.</summary>
[JsonSerializable(typeof(CreateVoice.Request), TypeInfoPropertyName = "CreateVoiceRequest")]
[JsonSerializable(typeof(UpdateVoice.Request), TypeInfoPropertyName = "UpdateVoiceRequest")]
[JsonSerializable(typeof(BuildVoice.Request), TypeInfoPropertyName = "BuildVoiceRequest")]
internal sealed partial class BuildJson : JsonSerializerContext;
