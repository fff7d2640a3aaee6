using Timbre.Models.AcousticModel.Network;
using Timbre.Models.Nn;
using Timbre.Models.Nn.Layers;
using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.AcousticModel.FineTuning;

/// <summary>Forward and backward pass of one phrase: its loss, and the gradients of the parameters.</summary>
internal static class PhraseTraining
{
    /// <summary>Loss of the network on a phrase, with teacher-forced durations and F0.</summary>
    public static PhraseLoss Evaluate(AcousticModelNetwork network, PhraseTargets phrase) => ForwardBackward(network, phrase, null, 1);

    /// <summary>The same; the gradients of the loss times <paramref name="lossScale"/> are added to <paramref name="gradients"/>.</summary>
    public static PhraseLoss Backpropagate(
        AcousticModelNetwork network, PhraseTargets phrase, AcousticModelNetwork gradients, float lossScale) =>
            ForwardBackward(network, phrase, gradients, lossScale);

    private static PhraseLoss ForwardBackward(
        AcousticModelNetwork network, PhraseTargets phrase, AcousticModelNetwork? gradients, float lossScale)
    {
        var tape = new StackTape();
        var encoded = network.Encode(phrase.Phones, phrase.Contexts, gradients is null ? null : tape);
        var encodedGradient = new float[encoded.Length];
        var loss = DecoderLoss(network, phrase, encoded, encodedGradient, gradients, lossScale) with
        {
            Duration = DurationLoss(network, phrase, encoded, encodedGradient, gradients, lossScale),
            Pitch = PitchLoss(network, phrase, encoded, encodedGradient, gradients, lossScale),
        };
        if (gradients is not null)
            BackwardEncoder(network, phrase, tape, encodedGradient, gradients);
        return loss;
    }

    private static PhraseLoss DecoderLoss(
        AcousticModelNetwork network, PhraseTargets phrase, float[] encoded, float[] encodedGradient, AcousticModelNetwork? gradients,
        float lossScale)
    {
        var tape = gradients is null ? null : new DecoderTape();
        var frames = network.Decode(encoded, phrase.Durations, phrase.StepF0(), tape);
        var outputGradient = new float[frames.Length];
        var loss = new FrameLoss(phrase, network.Config, lossScale).Of(frames, outputGradient);
        if (gradients is null || tape is null)
            return loss;
        var inputGradient = BackwardOutput(
            network.Layers.OutputProjection, gradients.Layers.OutputProjection, tape.Output, outputGradient, phrase.Steps);
        network.Layers.Decoder.Backward(inputGradient, phrase.Steps, tape.Blocks, gradients.Layers.Decoder);
        var phoneGradient = BackwardStepInput(
            network.Layers.PositionProjection, gradients.Layers.PositionProjection, tape.Positions, inputGradient, phrase.Durations);
        BackwardPhones(network.Layers.DecoderInput, gradients.Layers.DecoderInput, encoded, phoneGradient, encodedGradient);
        return loss;
    }

    private static double DurationLoss(
        AcousticModelNetwork network, PhraseTargets phrase, float[] encoded, float[] encodedGradient, AcousticModelNetwork? gradients,
        float lossScale)
    {
        var (tape, phones, pause) = (new StackTape(), phrase.Phones.Length, network.Config.Inventory.Pause);
        var x = AcousticModelNetwork.ProjectPhones(network.Layers.DurationInput, encoded);
        network.Layers.DurationPredictor.Forward(x, phones, gradients is null ? null : tape);
        var logs = AcousticModelNetwork.Project(network.Layers.DurationOutput, x, phones);
        var (sum, count) = (0.0, Math.Max(1, phrase.Phones.Count(phone => phone != pause)));
        for (var i = 0; i < phones; i++)
        {
            var error = phrase.Phones[i] == pause ? 0 : logs[i] - MathF.Log(Math.Max(1, phrase.Durations[i]));
            sum += error * error / count;
            logs[i] = lossScale * PhraseLoss.DurationWeight * 2 * error / count;
        }

        if (gradients is null)
            return sum;
        var inputGradient = BackwardOutput(network.Layers.DurationOutput, gradients.Layers.DurationOutput, x, logs, phones);
        network.Layers.DurationPredictor.Backward(inputGradient, phones, tape, gradients.Layers.DurationPredictor);
        BackwardPhones(network.Layers.DurationInput, gradients.Layers.DurationInput, encoded, inputGradient, encodedGradient);
        return sum;
    }

    private static double PitchLoss(
        AcousticModelNetwork network, PhraseTargets phrase, float[] encoded, float[] encodedGradient, AcousticModelNetwork? gradients,
        float lossScale)
    {
        var (tape, positions, target) = (new StackTape(), PositionFeatures.Of(phrase.Durations, AcousticModelConfig.PositionCount),
            phrase.StepF0());
        var x = AcousticModelNetwork.RegulateLength(
            network.Layers.PitchPositionProjection, positions, AcousticModelNetwork.ProjectPhones(network.Layers.PitchInput, encoded),
            phrase.Durations);
        network.Layers.PitchPredictor.Forward(x, target.Length, gradients is null ? null : tape);
        var f0 = AcousticModelNetwork.Project(network.Layers.PitchOutput, x, target.Length);
        var (sum, count) = (0.0, Math.Max(0.5f, phrase.Voiced.Count(voiced => voiced) / 2f));
        for (var t = 0; t < f0.Length; t++)
        {
            var weight = ((phrase.Voiced[2 * t] ? 1 : 0) + (phrase.Voiced[(2 * t) + 1] ? 1 : 0)) / 2f / count;
            var error = f0[t] - target[t];
            sum += weight * error * error;
            f0[t] = lossScale * PhraseLoss.PitchWeight * 2 * weight * error;
        }

        if (gradients is null)
            return sum;
        var inputGradient = BackwardOutput(network.Layers.PitchOutput, gradients.Layers.PitchOutput, x, f0, target.Length);
        network.Layers.PitchPredictor.Backward(inputGradient, target.Length, tape, gradients.Layers.PitchPredictor);
        var phoneGradient = BackwardStepInput(
            network.Layers.PitchPositionProjection, gradients.Layers.PitchPositionProjection, positions, inputGradient, phrase.Durations);
        BackwardPhones(network.Layers.PitchInput, gradients.Layers.PitchInput, encoded, phoneGradient, encodedGradient);
        return sum;
    }

    /// <summary>Through a layer at the end of a stack.</summary>
    private static float[] BackwardOutput(LayerWeights layer, LayerWeights gradients, float[] x, float[] outputGradient, int rows)
    {
        var width = layer.Weight.Length / layer.Bias.Length;
        var inputGradient = new float[rows * width];
        Linear.Backward(x, layer.Weight, outputGradient, rows, width, layer.Bias.Length, inputGradient, gradients.Weight, gradients.Bias);
        return inputGradient;
    }

    /// <summary>
    /// Backward pass through the length regulator: gradients of the position features end here, those of the phones are returned.
    /// </summary>
    private static float[] BackwardStepInput(
        LayerWeights layer, LayerWeights gradients, float[] positions, float[] inputGradient, int[] durations)
    {
        var width = layer.Bias.Length;
        var positionCount = layer.Weight.Length / width;
        var (steps, phoneGradient) = (positions.Length / positionCount, new float[durations.Length * width]);
        Linear.Backward(
            positions, layer.Weight, inputGradient, steps, positionCount, width, new float[positions.Length], gradients.Weight,
            gradients.Bias);
        var t = 0;
        for (var phone = 0; phone < durations.Length; phone++)
        {
            for (var end = t + durations[phone]; t < end; t++)
                VectorMath.Add(inputGradient.AsSpan(t * width, width), phoneGradient.AsSpan(phone * width, width));
        }

        return phoneGradient;
    }

    /// <summary>Backward pass through the layer in front of a stack, where there is one, to what the encoder gave.</summary>
    private static void BackwardPhones(
        LayerWeights? layer, LayerWeights? gradients, float[] encoded, float[] phoneGradient, float[] encodedGradient)
    {
        if (layer is null || gradients is null)
        {
            VectorMath.Add(phoneGradient, encodedGradient);
            return;
        }

        var rows = phoneGradient.Length / layer.Bias.Length;
        VectorMath.Add(BackwardOutput(layer, gradients, encoded, phoneGradient, rows), encodedGradient);
    }

    private static void BackwardEncoder(
        AcousticModelNetwork network, PhraseTargets phrase, StackTape tape, float[] encodedGradient, AcousticModelNetwork gradients)
    {
        var (width, phones) = (network.Config.Encoder.Width, phrase.Phones.Length);
        network.Layers.Encoder.Backward(encodedGradient, phones, tape, gradients.Layers.Encoder);
        for (var i = 0; i < phones; i++)
            VectorMath.Add(
                encodedGradient.AsSpan(i * width, width), gradients.Layers.PhoneEmbedding.AsSpan(phrase.Phones[i] * width, width));
        Linear.Backward(
            phrase.Contexts, network.Layers.ContextProjection.Weight, encodedGradient, phones, network.Config.Contexts, width,
            new float[phrase.Contexts.Length], gradients.Layers.ContextProjection.Weight, gradients.Layers.ContextProjection.Bias);
    }
}
