using System.Globalization;
using Timbre.Training.AcousticModel;
using Timbre.Training.LetterToSound;
using Timbre.Training.Quality;

// What the scripts beside this project train with; each command prints the figures that its model's card shows.
return args switch
{
    ["homographs", var sentences, var folder, var to] => Timbre.Training.Homographs.Recipe.Run(sentences, folder, to),
    ["lts", var to] => Recipe.Run(to, SplitBy.Word),
    ["lts", var to, "--split-stems"] => Recipe.Run(to, SplitBy.Stem),
    ["lts-graphones", var to] => Recipe.WriteGraphones(to),
    ["lts-try", var model, var network] => Recipe.Try(model, network),
    ["quality-scores", var pairs, var to] => Scores.Run(pairs, to, "test"),
    ["quality-scores", var pairs, var to, var split] => Scores.Run(pairs, to, split),
    ["quality-labels", var pairs, var labels, var threads] => Labels.Run(pairs, labels, int.Parse(threads, CultureInfo.InvariantCulture)),
    ["voice-phrases", var list, var to, var threads] => await Phrases.Run(list, to, int.Parse(threads, CultureInfo.InvariantCulture)),
    ["voice-readings", var texts, var to] => Readings.Run(texts, to),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        Timbre.Training lts OUT [--split-stems]   trains the letter-to-sound model on nine tenths of the words of the CMU dictionary and
                                                  tries it on the rest; with --split-stems, inflections of a word are on the same side
        Timbre.Training lts-graphones OUT         the training words cut into graphones, for the network of letters (training/lts)
        Timbre.Training lts-try MODEL NETWORK     the figures of a model that was trained so, with the network of letters and without
        Timbre.Training homographs SENTENCES FOLDER OUT
                                                  trains the model of homographs on the teacher's SENTENCES and on those of FOLDER
                                                  (training/homographs), and prints its figures by cross-validation
        Timbre.Training quality-scores PAIRS OUT [SPLIT]
                                                  estimates of the pairs of PAIRS (pairs.tsv, with labels.tsv beside it) by the estimator
                                                  of the run time, into OUT; prints its errors by kind of degradation. SPLIT is test where
                                                  it is not given
        Timbre.Training quality-labels PAIRS LABELS THREADS
                                                  PESQ, STOI and SI-SDR of the pairs that PAIRS lists and LABELS lacks, added to LABELS
        Timbre.Training voice-phrases LIST OUT THREADS
                                                  phones with durations of the recordings that LIST names (name, sound, text; tabs
                                                  between), into OUT
        Timbre.Training voice-readings TEXTS OUT  the phones of the texts of TEXTS, one a line, into OUT
        """);
    return 2;
}
