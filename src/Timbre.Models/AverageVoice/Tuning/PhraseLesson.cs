using Timbre.Models.AverageVoice.Network;
using Timbre.Models.Layers;
using Timbre.Models.WeightFiles;

namespace Timbre.Models.AverageVoice.Tuning;

/// <summary>One phrase through a network and back: how far off it is, and which way each number should go.</summary>
internal static class PhraseLesson
{
    /// <summary>How far off the network is, given how long phones are and what F0 is.</summary>
    public static PhraseLoss Try(TunedNetwork network, PhraseTargets phrase) => Run(network, phrase, null, 1);

    /// <summary>The same; the slopes of the loss times <paramref name="share"/> are added to <paramref name="found"/>.</summary>
    public static PhraseLoss Learn(TunedNetwork network, PhraseTargets phrase, TunedNetwork found, float share) => Run(network, phrase, found, share);

    private static PhraseLoss Run(TunedNetwork network, PhraseTargets phrase, TunedNetwork? found, float share)
    {
        var tape = new StackTape();
        var encoded = network.Encode(phrase.Phones, phrase.Contexts, found is null ? null : tape);
        var slopes = new float[encoded.Length];
        var loss = Frames(network, phrase, encoded, slopes, found, share) with
        {
            Lengths = Lengths(network, phrase, encoded, slopes, found, share),
            Pitch = Pitch(network, phrase, encoded, slopes, found, share),
        };
        if (found is not null)
            BackToPhones(network, phrase, tape, slopes, found);
        return loss;
    }

    private static PhraseLoss Frames(TunedNetwork network, PhraseTargets phrase, float[] encoded, float[] slopes, TunedNetwork? found, float share)
    {
        var tape = found is null ? null : new DecoderTape();
        var frames = network.Frames(encoded, phrase.Lengths, phrase.StepF0(), tape);
        var wrong = new float[frames.Length];
        var loss = FrameLoss.Of(frames, phrase, network.Config, share, wrong);
        if (found is null || tape is null)
            return loss;
        var back = Back(network.Leave, found.Leave, tape.Left, wrong, phrase.Steps, network.Config.Width);
        network.Decoder.Backward(back, phrase.Steps, tape.Blocks, found.Decoder);
        BackToSteps(network.Place, found.Place, tape.Places, back, StepPlaces.Toned, phrase.Lengths, slopes);
        return loss;
    }

    private static double Lengths(TunedNetwork network, PhraseTargets phrase, float[] encoded, float[] slopes, TunedNetwork? found, float share)
    {
        var (tape, x, phones) = (new StackTape(), (float[])encoded.Clone(), phrase.Phones.Length);
        network.Lengths.Forward(x, phones, found is null ? null : tape);
        var logs = network.Out(network.Length, x, phones, 1);
        var (sum, count) = (0.0, Math.Max(1, phrase.Phones.Count(phone => phone != PhoneContexts.Pause)));
        for (var i = 0; i < phones; i++)
        {
            var off = phrase.Phones[i] == PhoneContexts.Pause ? 0 : logs[i] - MathF.Log(Math.Max(1, phrase.Lengths[i]));
            sum += off * off / count;
            logs[i] = share * PhraseLoss.LengthsWeight * 2 * off / count;
        }

        if (found is null)
            return sum;
        var back = Back(network.Length, found.Length, x, logs, phones, network.Config.Width);
        network.Lengths.Backward(back, phones, tape, found.Lengths);
        Lanes.Add(back, slopes);
        return sum;
    }

    private static double Pitch(TunedNetwork network, PhraseTargets phrase, float[] encoded, float[] slopes, TunedNetwork? found, float share)
    {
        var (tape, places, wanted) = (new StackTape(), StepPlaces.Of(phrase.Lengths, AverageConfig.Places), phrase.StepF0());
        var x = network.Into(network.PitchPlace, places, wanted.Length, AverageConfig.Places, encoded, phrase.Lengths);
        network.Pitches.Forward(x, wanted.Length, found is null ? null : tape);
        var f0 = network.Out(network.Pitch, x, wanted.Length, 1);
        var (sum, count) = (0.0, Math.Max(0.5f, phrase.Voiced.Count(voiced => voiced) / 2f));
        for (var t = 0; t < f0.Length; t++)
        {
            var weight = ((phrase.Voiced[2 * t] ? 1 : 0) + (phrase.Voiced[(2 * t) + 1] ? 1 : 0)) / 2f / count;
            var off = f0[t] - wanted[t];
            sum += weight * off * off;
            f0[t] = share * PhraseLoss.PitchWeight * 2 * weight * off;
        }

        if (found is null)
            return sum;
        var back = Back(network.Pitch, found.Pitch, x, f0, wanted.Length, network.Config.Width);
        network.Pitches.Backward(back, wanted.Length, tape, found.Pitches);
        BackToSteps(network.PitchPlace, found.PitchPlace, places, back, AverageConfig.Places, phrase.Lengths, slopes);
        return sum;
    }

    /// <summary>Through a layer at the end of a stack.</summary>
    private static float[] Back(LayerWeights layer, LayerWeights found, float[] x, float[] wrong, int rows, int width)
    {
        var back = new float[rows * width];
        Linear.Backward(x, layer.Weight, wrong, rows, width, layer.Bias.Length, back, found.Weight, found.Bias);
        return back;
    }

    /// <summary>Through the layer that steps come in by: what is told of them ends here, what came from phones goes on.</summary>
    private static void BackToSteps(LayerWeights layer, LayerWeights found, float[] places, float[] back, int wide, int[] lengths, float[] slopes)
    {
        var (width, steps) = (layer.Bias.Length, places.Length / wide);
        Linear.Backward(places, layer.Weight, back, steps, wide, width, new float[places.Length], found.Weight, found.Bias);
        var t = 0;
        for (var phone = 0; phone < lengths.Length; phone++)
        {
            for (var end = t + lengths[phone]; t < end; t++)
                Lanes.Add(back.AsSpan(t * width, width), slopes.AsSpan(phone * width, width));
        }
    }

    private static void BackToPhones(TunedNetwork network, PhraseTargets phrase, StackTape tape, float[] slopes, TunedNetwork found)
    {
        var (width, phones) = (network.Config.Width, phrase.Phones.Length);
        network.Encoder.Backward(slopes, phones, tape, found.Encoder);
        for (var i = 0; i < phones; i++)
            Lanes.Add(slopes.AsSpan(i * width, width), found.Phone.AsSpan(phrase.Phones[i] * width, width));
        Linear.Backward(phrase.Contexts, network.Context.Weight, slopes, phones, network.Config.Contexts, width, new float[phrase.Contexts.Length], found.Context.Weight, found.Context.Bias);
    }
}
