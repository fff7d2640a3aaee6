using System.Collections.Concurrent;

namespace Timbre.Text.Lexicons.LetterToSound;

/// <summary>argmax over phones of Σ over graphones p(letters, phones): the most probable pronunciation of a spelling.</summary>
/// <remarks>
/// Where there is a network of letters, p is the product of both, not normalised: the n-gram knows which graphones follow each other, the
/// network which of them fit the whole word. A beam search along the letters. Hypotheses with the same phones in the same context of the
/// model have the same future: they are recombined into one whose probability is their sum.
/// </remarks>
internal sealed class GraphoneDecoder
{
    private readonly GraphoneModel _model;
    private readonly GraphoneCandidates _candidates;
    private readonly ILetterNetwork? _network;
    private readonly ConcurrentBag<GraphoneLattice> _lattices = []; // as many as threads decode at once

    /// <summary>The search with a model, and a network of letters where there is one.</summary>
    /// <exception cref="InvalidDataException">The network was trained with other graphones than the model.</exception>
    public GraphoneDecoder(GraphoneModel model, ILetterNetwork? network = null)
    {
        (_model, _candidates, _network) = (model, new GraphoneCandidates(model), network);
        _lattices.Add(CreateLattice());
    }

    /// <summary>The search with the model that this assembly brings.</summary>
    public static GraphoneDecoder Load(ILetterNetwork? network = null)
    {
        using var stream = typeof(GraphoneDecoder).Assembly.GetManifestResourceStream("english.lts")
            ?? throw new InvalidOperationException("The letter-to-sound model is not in the assembly.");
        return new GraphoneDecoder(GraphoneFile.Read(stream), network);
    }

    /// <summary>Whether a network helps; without it, what is known of the parts of a word is better than a guess at the whole.</summary>
    public bool HasNetwork => _network is not null;

    /// <summary>The phones of a word, vowels stressed (1) or not (0); null when the model cannot read it.</summary>
    /// <param name="word">Letters a to z.</param>
    /// <param name="phones">When given, these and no others: only their stress is looked for, and no network is asked.</param>
    /// <param name="isNarrow">Looks at a sixth of the hypotheses and asks no network, which errs more often.</param>
    public byte[]? Decode(string word, ReadOnlySpan<byte> phones = default, bool isNarrow = false)
    {
        var lattice = Take();
        var (hypothesis, _) = MaxOf(Search(word, phones, lattice, isNarrow, asksNetwork: phones.IsEmpty && !isNarrow));
        var symbols = hypothesis < 0 ? null : lattice.SymbolsOf(hypothesis);
        _lattices.Add(lattice);
        return symbols;
    }

    /// <summary>Phones that are guessed by other means, unless others are likelier by a factor; then these.</summary>
    /// <param name="word">Letters a to z.</param>
    /// <param name="guess">The phones; their stress is kept.</param>
    /// <param name="maxLoss">Natural logarithm of the factor.</param>
    public byte[] Rescore(string word, byte[] guess, float maxLoss)
    {
        var lattice = Take();
        var guessed = MaxOf(Search(word, guess, lattice)).Score;
        var (hypothesis, score) = MaxOf(Search(word, default, lattice));
        var best = hypothesis < 0 || guessed >= score - maxLoss ? guess : lattice.SymbolsOf(hypothesis);
        _lattices.Add(lattice);
        return best;
    }

    /// <summary>The likeliest ways to say a word, the likeliest first; none when the model cannot read it.</summary>
    /// <param name="word">Letters a to z.</param>
    /// <param name="count">At most so many.</param>
    public IReadOnlyList<byte[]> DecodeNBest(string word, int count)
    {
        var lattice = Take();
        var best = Search(word, default, lattice).OrderByDescending(end => end.Score).Take(count)
            .Select(end => lattice.SymbolsOf(end.Hypothesis)).ToList();
        _lattices.Add(lattice);
        return best;
    }

    /// <summary>The likeliest; hypothesis -1 where there is none.</summary>
    private static (int Hypothesis, float Score) MaxOf(IReadOnlyCollection<(int Hypothesis, float Score)> ends) =>
        ends.Count == 0 ? (-1, float.NegativeInfinity) : ends.MaxBy(end => end.Score);

    private GraphoneLattice Take() => _lattices.TryTake(out var lattice) ? lattice : CreateLattice();

    private GraphoneLattice CreateLattice() =>
        new(_model, _candidates, _network is null ? null : new LetterScores(_network, _model, _candidates));

    /// <summary>The ways to say the whole word, each with different phones, with log of their probability.</summary>
    private IReadOnlyCollection<(int Hypothesis, float Score)> Search(
        string word, ReadOnlySpan<byte> phones, GraphoneLattice lattice, bool isNarrow = false, bool asksNetwork = true)
    {
        lattice.Begin(word, isNarrow, asksNetwork);
        for (var at = 0; at < word.Length; at++)
        {
            foreach (var hypothesis in lattice.Best(at))
            {
                for (var length = 1; length <= 2 && at + length <= word.Length; length++)
                {
                    if (_candidates.KeyOf(word.AsSpan(at, length)) is >= 0 and var letters)
                        lattice.Extend(hypothesis, letters, at + length, phones);
                }
            }
        }

        return lattice.Ends(word.Length, phones.Length);
    }
}
