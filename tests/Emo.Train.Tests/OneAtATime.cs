// The random numbers and the threads of libtorch are those of the whole process: tests that train would disturb each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
