namespace Vedette.Sensing.Describing;

/// <summary>The JSON types a schema can ask for.</summary>
internal enum DataKind
{
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}
