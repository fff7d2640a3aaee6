namespace Timbre.Bundles.Download;

/// <summary>A model that <c>timbre models get</c> fetches from its publisher.</summary>
/// <param name="Name">What to ask for.</param>
/// <param name="File">Its file at the publisher's.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">As its publisher gives it.</param>
/// <remarks>Sizes and sums: the publisher's page of each file (Git LFS).</remarks>
public sealed record PublishedModel(string Name, string File, long Bytes, string Sha256)
{
    /// <summary>Where the files are; a mirror (<c>TIMBRE_MODEL_MIRROR</c>) has them under the same names.</summary>
    public const string Publisher = "https://huggingface.co/ggerganov/whisper.cpp/resolve/main/";

    /// <summary>Of all of them.</summary>
    public const string License = "MIT";

    public static IReadOnlyList<PublishedModel> All { get; } =
    [
        new("whisper-tiny", "ggml-tiny.bin", 77_691_713, "be07e048e1e599ad46341c8d2a135645097a538221678b7acdd1b1919c6e1b21"),
        new("whisper-tiny.en", "ggml-tiny.en.bin", 77_704_715, "921e4cf8686fdd993dcd081a5da5b6c365bfde1162e72b08d75ac75289920b1f"),
        new("whisper-base", "ggml-base.bin", 147_951_465, "60ed5bc3dd14eea856493d334349b405782ddcaf0028d4b5df4088345fba2efe"),
        new("whisper-base.en", "ggml-base.en.bin", 147_964_211, "a03779c86df3323075f5e796cb2ce5029f00ec8869eee3fdfb897afe36c6d002"),
        new("whisper-small", "ggml-small.bin", 487_601_967, "1be3a9b2063867b937e64e2ec7483364a79917e157fa98c5d94b5c1fffea987b"),
        new("whisper-small.en", "ggml-small.en.bin", 487_614_201, "c6138d6d58ecc8322097e0f987c32f1be8bb0a18532a3f88f734d1bbf9c41e5d"),
    ];

    public static PublishedModel? Find(string name) => All.FirstOrDefault(model => model.Name == name);
}
