using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Timbre.Models.Tests.Material;
using Timbre.Models.Vocoders;
using Timbre.Models.Voices;

namespace Timbre.Models.Tests.SoundHashes;

/// <summary>Holds what the trainers make and what the voices say, to the bit, against the hashes in sound-hashes.tsv.</summary>
/// <remarks>
/// A change that is meant to alter sound or training (other weights, another dictionary, better rules) has the file written anew:
/// <c>TIMBRE_WRITE_SOUND_HASHES=1 dotnet test tests/Timbre.Models.Tests --filter SoundHashes</c>. Those tests then fail once, saying so.
/// Bits depend on the width of vectors and on the C library's elementary functions (<see cref="Platform"/>), not on the number of cores.
/// </remarks>
public sealed class SoundHashesTests
{
    /// <summary>Where the creation date stands in a voice file: behind magic, version, length and type.</summary>
    private const int DateStart = 17, DateEnd = 25;

    private const int Seed = 1;

    private static readonly Dictionary<string, (string Path, string Text)[]> Shared = new()
    {
        ["ls26"] =
        [
            ("ls26/26-495-0007.flac", "or rather at the upper end of drury lane"),
            ("ls26/26-496-0006.flac", "and of the last the bill itself said"),
        ],
        ["ls27"] =
        [
            ("ls27/27-124992-0027.flac", "judith chapter four"),
            ("ls27/27-124992-0016.flac", "and he set all the corn on fire"),
            ("ls27/27-124992-0046.flac", "in which never man could dwell"),
        ],
    };

    private static readonly string OldVoice = Path.Combine(HashFile.Folder, "old-clustergen.voice");

    [SameBitsTheory]
    [InlineData("librivox", "rapid")]
    [InlineData("librivox", "professional")]
    [InlineData("librivox", "clustergen")]
    [InlineData("cards", "rapid")]
    [InlineData("cards", "professional")]
    [InlineData("cards", "clustergen")]
    public void What_a_training_makes_is_the_same_to_the_bit(string speaker, string kind)
    {
        var voice = HashedSpeaker.All[speaker].Voice(kind);

        Assert.Equal(kind == "professional", voice.Curve.Count > 1); // with too few phrases it would be the quick training again
        HashFile.Compare($"trained/{speaker}/{kind}", new Dictionary<string, string> { ["file"] = HashOfFile(voice) });
    }

    [SameBitsTheory(NeedsShared = true)]
    [InlineData("ls26")]
    [InlineData("ls27")]
    public void What_a_rapid_training_on_known_words_makes_is_the_same_to_the_bit(string speaker)
    {
        var voice = HashedSpeaker.OfShared(Shared[speaker]);

        HashFile.Compare($"trained/{speaker}/rapid", new Dictionary<string, string> { ["file"] = HashOfFile(voice) });
    }

    [SameBitsTheory]
    [InlineData("rapid", VocoderKind.Neural)]
    [InlineData("rapid", VocoderKind.Parametric)]
    [InlineData("professional", VocoderKind.Neural)]
    [InlineData("professional", VocoderKind.Parametric)]
    [InlineData("clustergen", VocoderKind.Neural)]
    [InlineData("clustergen", VocoderKind.Parametric)]
    public void What_a_voice_says_is_the_same_to_the_bit(string kind, VocoderKind vocoder) =>
        HashFile.Compare($"said/{kind}/{vocoder}", HashesOfTexts(HashedSpeaker.All["librivox"].Voice(kind), vocoder));

    [SameBitsTheory]
    [InlineData(VocoderKind.Neural)]
    public void A_voice_file_of_an_earlier_version_loads_and_says_the_same_to_the_bit(VocoderKind vocoder)
    {
        using var file = File.OpenRead(OldVoice);

        HashFile.Compare("said/old", HashesOfTexts(VoiceModel.Load(file), vocoder));
    }

    private static Dictionary<string, string> HashesOfTexts(VoiceModel voice, VocoderKind vocoder)
    {
        var engine = new VoiceEngine(EmbeddedModels.Encoder, vocoder);
        return SoundTexts.All.Index().ToDictionary(
            text => text.Index.ToString("00", CultureInfo.InvariantCulture),
            text => HashesOf([.. engine.Open(voice, engine.Read(text.Item), Seed).SpeakAll(CancellationToken.None)]));
    }

    /// <summary>Two hashes: of all samples, and of all times of phones and characters.</summary>
    private static string HashesOf(IReadOnlyList<SpokenPhrase> phrases)
    {
        using var sound = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var times = new MemoryStream();
        using var writer = new BinaryWriter(times, Encoding.UTF8);
        foreach (var phrase in phrases)
        {
            float[] samples = [.. phrase.Sound.Samples];
            sound.AppendData(MemoryMarshal.AsBytes(samples.AsSpan()));
            Write(phrase, writer);
        }

        writer.Flush();
        var (ofSound, ofTimes) = (sound.GetHashAndReset(), SHA256.HashData(times.ToArray()));
        return $"sound {Convert.ToHexStringLower(ofSound)} times {Convert.ToHexStringLower(ofTimes)}";
    }

    private static void Write(SpokenPhrase phrase, BinaryWriter to)
    {
        to.Write(phrase.Sound.Samples.Length);
        to.Write(phrase.Phones.Count);
        foreach (var phone in phrase.Phones)
        {
            to.Write(phone.Phone);
            to.Write(phone.Ipa);
            to.Write(phone.StartSeconds);
            to.Write(phone.EndSeconds);
        }

        to.Write(phrase.Graphemes.Count);
        foreach (var graph in phrase.Graphemes)
        {
            to.Write(graph.Text);
            to.Write(graph.StartSeconds);
            to.Write(graph.EndSeconds);
        }
    }

    /// <summary>Of a voice's file, without its creation date and the checksum over it.</summary>
    private static string HashOfFile(VoiceModel voice)
    {
        using var file = new MemoryStream();
        voice.Save(file);
        var bytes = file.ToArray();
        return Convert.ToHexStringLower(SHA256.HashData([.. bytes[..DateStart], .. bytes[DateEnd..^SHA256.HashSizeInBytes]]));
    }
}
