using Timbre.Models.Utterances;

namespace Timbre.Models.AcousticModel.Phones;

/// <summary>The phones that an acoustic model knows, and what it is told of each.</summary>
internal abstract class PhoneInventory
{
    /// <summary>Of models of frames at 24 kHz.</summary>
    public static PhoneInventory Ipa { get; } = new IpaPhones();

    /// <summary>Of models of frames at 16 kHz.</summary>
    public static PhoneInventory Cmu { get; } = new CmuPhones();

    /// <summary>Number of different phones.</summary>
    public abstract int Count { get; }

    /// <summary>Context features of a phone.</summary>
    public abstract int Contexts { get; }

    /// <summary>The number of the pause.</summary>
    public abstract int Pause { get; }

    /// <summary>The inventory of these sizes, or null.</summary>
    public static PhoneInventory? Find(int count, int contexts) =>
        Array.Find([Ipa, Cmu], inventory => (inventory.Count, inventory.Contexts) == (count, contexts));

    /// <summary>The phones of a phrase.</summary>
    public abstract PhoneInput Read(Utterance utterance, PhraseEnding ending);
}
