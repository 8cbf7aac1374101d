namespace Emo.Codegen.Specs;

/// <summary>Makes something of a head, whichever it is: a later stage that has an answer for every head that there is.</summary>
internal interface IHeadVisitor<out T>
{
    T Visit(ClassifierHeadSpec head);

    T Visit(FeaturesHeadSpec head);

    T Visit(SsdLiteHeadSpec head);

    T Visit(RetinaHeadSpec head);

    T Visit(AsppHeadSpec head);

    T Visit(PspHeadSpec head);

    T Visit(FpnHeadSpec head);

    T Visit(SegformerHeadSpec head);
}

/// <summary>The same where all heads of a task are alike.</summary>
internal interface ITaskVisitor<out T>
{
    T Visit(ClassifierHeadSpec head);

    T Visit(FeaturesHeadSpec head);

    T Visit(DetectorHeadSpec head);

    T Visit(SegmenterHeadSpec head);
}
