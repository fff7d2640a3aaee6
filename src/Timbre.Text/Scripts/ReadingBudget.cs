namespace Timbre.Text.Scripts;

/// <summary>What the reading of one text has cost so far. It ends the reading where a limit is passed or the caller has left.</summary>
/// <param name="limits">Bounds of the text.</param>
/// <param name="cancellation">Looked at for every word, and before that for every piece of markup.</param>
internal sealed class ReadingBudget(ReadingLimits limits, CancellationToken cancellation)
{
    /// <summary>
    /// So many letters of unknown words are looked at with care, those behind them with a fifth of the work: a page has some fifty, a text
    /// that is no English thousands.
    /// </summary>
    private const int MaxCarefullyGuessed = 400;

    private const int MaxPhonesPerLetter = 7;

    private long _characters;
    private long _letters;
    private long _phones;
    private long _guessed;

    /// <summary>For texts without limits.</summary>
    public ReadingBudget()
        : this(ReadingLimits.Widest, CancellationToken.None)
    {
    }

    /// <summary>Before each tag and each text between tags is parsed.</summary>
    /// <exception cref="OperationCanceledException">The caller has left.</exception>
    public void CheckCancellation() => cancellation.ThrowIfCancellationRequested();

    /// <summary>Refuses a text of more Unicode characters than it may have.</summary>
    public void CheckCharacters(int characters)
    {
        if (characters > limits.MaxCharacters)
            throw TextTooLongException.Written(characters, limits.MaxCharacters);
    }

    /// <summary>Before characters, of the text or of what replaces it, are read.</summary>
    public void AddCharacters(int count)
    {
        cancellation.ThrowIfCancellationRequested();
        Add(ref _characters, count, limits.MaxExpandedCharacters);
    }

    /// <summary>For each word that is written out.</summary>
    public void AddWord(string word)
    {
        cancellation.ThrowIfCancellationRequested();
        Add(ref _letters, word.Length + 1, limits.MaxLetters);
    }

    /// <summary>Whether the words written out so far could have too many phones; none has more than its letters times this.</summary>
    /// <remarks>The letter w has seven.</remarks>
    public bool MayHaveTooManyPhones => _letters * MaxPhonesPerLetter > limits.MaxPhones;

    /// <summary>Refuses a text that has at least so many phones.</summary>
    public void CheckPhones(long count)
    {
        if (count > limits.MaxPhones)
            throw TextTooLongException.Spoken();
    }

    /// <summary>For each word that is pronounced.</summary>
    public void AddPhones(int count)
    {
        cancellation.ThrowIfCancellationRequested();
        Add(ref _phones, count, limits.MaxPhones);
    }

    /// <summary>Before a word is pronounced by its letters: whether with care.</summary>
    public bool GuessesCarefully(int letters)
    {
        cancellation.ThrowIfCancellationRequested();
        return (_guessed += letters) <= MaxCarefullyGuessed;
    }

    private static void Add(ref long sum, int count, long max)
    {
        if ((sum += count) > max)
            throw TextTooLongException.Spoken();
    }
}
