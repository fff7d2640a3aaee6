using System.Text.Json.Serialization;

namespace Timbre.Server.Http;

/// <summary>Serializers of the answers of every slice, generated at compile time.</summary>
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(DoneBody))]
internal sealed partial class HttpJson : JsonSerializerContext;
