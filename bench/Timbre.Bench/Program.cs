using System.Globalization;
using Timbre.Audio.World;
using Timbre.Bench;
using Timbre.Bench.Consent;
using Timbre.Bench.Reading;
using Timbre.Bench.Recognition;
using Timbre.Bench.Transcripts;

// What the scripts beside this project measure with; each command prints what its script puts into bench/results.
return args switch
{
    ["vocoder", "copy", var list] => await CopySynthesis.Run(list, coefficients: null),
    ["vocoder", "copy", var list, var coefficients] => await CopySynthesis.Run(list, int.Parse(coefficients)),
    ["vocoder", "coded", var list, var kind] => await NeuralCopies.Copy(list, kind),
    ["vocoder", "compare", var list] => await NeuralCopies.Compare(list),
    ["vocoder", "both", .. var files] when files.Length > 0 => await NeuralCopies.Speed(files),
    ["vocoder", "features", var list] => await FrameExport.Run(list, FrameLayout.Wideband, 1),
    ["vocoder", "features-24k", var list, var threads] =>
        await FrameExport.Run(list, FrameLayout.SuperWideband, int.Parse(threads, CultureInfo.InvariantCulture)),
    ["vocoder", "speed", .. var files] when files.Length > 0 => await VocoderSpeed.Run(files),
    ["voices", "rapid", var speakers, var prefix, var sentences, var to] => await CloneVoices.Rapid(speakers, prefix, sentences, to),
    ["voices", "one", var weights, var type, var training, var references, var sentences, var to] =>
        await CloneVoices.One(weights, type, training, references, sentences, to),
    ["voices", "average", var weights, var speakers, var prefix, var sentences, var to] =>
        await CloneVoices.Average(weights, speakers, prefix, sentences, to),
    ["average-tune", var weights, var list, var epochs, var rates] => await AcousticModelFineTuning.Run(weights, list, epochs, rates),
    ["average-likeness", var weights, var list, var plans] => await AcousticModelLikeness.Run(weights, list, plans),
    ["quality", var folder] => await QualityMeasures.Run(folder),
    ["estimator", var folder] => EstimatorSpeed.Run(folder),
    ["speakers", "embed", var list, var datasets, var to] => await SpeakerEmbeddings.Run(list, datasets, to),
    ["speakers", "speed", var folder] => SpeakerEmbeddings.Speed(folder),
    ["speakers", "changes", var list] => await SpeakerEmbeddings.Changes(list),
    ["lexicon"] => LexiconSpeed.Run(),
    ["reading", var seconds] => ReadingCost.Run(seconds),
    ["consent", "speech", var list] => await StatementTrials.OfSpeech(list),
    ["consent", "statement", var list] => await StatementTrials.OfStatement(list),
    ["transcripts", "check", var list] => await TextTrials.Run(list, model: null),
    ["transcripts", "check", var list, var model] => await TextTrials.Run(list, model),
    ["recognisers", var list, .. var models] => await RecogniserTrials.Run(list, models),
    ["transcripts", "errors", var list, var hypotheses] => WordErrors.Run(list, hypotheses),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        Timbre.Bench vocoder copy LIST [COEFFICIENTS]   each line of LIST is a sound file, a tab, and the WAV to write its copy to;
                                                        with COEFFICIENTS, through that many mel-cepstra and coded aperiodicity
        Timbre.Bench vocoder coded LIST neural|parametric   the same through the 70 features of a frame, by either vocoder
        Timbre.Bench vocoder compare LIST               F0 error and PESQ of such copies
        Timbre.Bench vocoder both FILE...               how fast both vocoders are
        Timbre.Bench vocoder features LIST              each line of LIST is a sound file, a tab, and the file for its frames' features
        Timbre.Bench vocoder features-24k LIST THREADS  the same of speech at 24 kHz, with 87 features a frame
        Timbre.Bench vocoder speed FILE...              real-time factors of every step on one core, over all files
        Timbre.Bench voices rapid SPEAKERS PREFIX,... SENTENCES OUT
                                                        clones each folder of SPEAKERS whose name has one of the prefixes, from 15 s of it
        Timbre.Bench voices average WEIGHTS SPEAKERS PREFIX,... SENTENCES OUT   the same by an average voice of a file
        Timbre.Bench voices one WEIGHTS|- rapid|professional TRAINING REFERENCES SENTENCES OUT   clones one speaker from a folder, by the
                                                        average voice of a file or by the engine; all write OUT/trials.tsv
        Timbre.Bench average-tune WEIGHTS LIST PASSES,... RATE,...
                                                        validation loss on the last third of a recording's phrases after fine-tuning on
                                                        the others; each line of LIST is a name, a tab, a sound file
        Timbre.Bench average-likeness WEIGHTS LIST PASSES,RATE,CONTRAST;...
                                                        similarity of fine-tuned voices to the last third of each recording, by the
                                                        project's encoder
        Timbre.Bench quality FOLDER                     agreement of the reference measures with FOLDER/golden.tsv, and their speed on
                                                        one core
        Timbre.Bench estimator FOLDER                   the quality estimator's speed on one core, over the WAV files at 16 kHz of FOLDER
        Timbre.Bench consent speech LIST                each line of LIST is a set, a speaker, a WAV file and its transcript, which
                                                        stands for the statement
        Timbre.Bench consent statement LIST             each line of LIST is a kind, a set, a WAV file, the statement's company, and
                                                        whether it is to be accepted
        Timbre.Bench transcripts check LIST             each line of LIST is a set, a speaker, a WAV file and its transcript: true and
                                                        wrong texts are compared with the sound
        Timbre.Bench recognisers LIST [MODEL...]        word errors, speed and memory of the built-in recogniser and of Whisper models; a
                                                        line of LIST is a set, a speaker, a sound file and what is said in it
        Timbre.Bench transcripts errors LIST HYPOTHESES   word errors of the hypotheses of pocketsphinx_batch, in percent
        Timbre.Bench speakers embed LIST DATASETS OUT   embeddings of segments of recordings, and the outliers of datasets made of them
        Timbre.Bench speakers changes LIST              the likeliest change of speaker within each line's segments, one behind the other
        Timbre.Bench speakers speed FOLDER              the speaker encoder's speed on one core, over the WAV files at 16 kHz of FOLDER
        Timbre.Bench lexicon                            pronouncing words: how long the first takes, how many a second, how much memory
        Timbre.Bench reading SECONDS                    processor time and memory of reading texts; the worst are searched for so long
        """);
    return 2;
}
