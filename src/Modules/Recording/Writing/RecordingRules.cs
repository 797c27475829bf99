using Vedette.Recording.Settings;

namespace Vedette.Recording.Writing;

/// <summary>What every camera's recorder obeys.</summary>
internal sealed record RecordingRules(LiveSettings Settings, LivePolicies Policies, LiveEvents Events, NodePulse Pulse);
