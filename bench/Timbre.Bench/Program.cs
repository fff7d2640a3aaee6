using Timbre.Bench;

// What the scripts beside this project measure with; each command prints what its script puts into bench/results.
return args switch
{
    ["vocoder", "copy", var list] => await CopySynthesis.Run(list, coefficients: null),
    ["vocoder", "copy", var list, var coefficients] => await CopySynthesis.Run(list, int.Parse(coefficients)),
    ["vocoder", "speed", .. var files] when files.Length > 0 => await VocoderSpeed.Run(files),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        Timbre.Bench vocoder copy LIST [COEFFICIENTS]   each line of LIST is a sound file, a tab, and the WAV to write its copy to;
                                                        with COEFFICIENTS, through that many mel-cepstra and coded aperiodicity
        Timbre.Bench vocoder speed FILE...              real-time factors of every step on one core, over all files
        """);
    return 2;
}
